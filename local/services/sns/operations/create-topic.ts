import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { checkTopicAttribute, checkTopicName } from "../settings/topic-attributes";
import { invalidParameter } from "../sns-error";
import type { TopicRecord } from "../topics";
import type { SnsParts } from "./sns-operation";
import { Tags, tagMap } from "./tags";

const Input = z.object({
  Name: z.string(),
  Attributes: z.record(z.string(), z.string()).default({}),
  Tags: Tags.default([]),
});

type Input = z.output<typeof Input>;

export const createTopic = operation(
  "CreateTopic",
  Input,
  { action: "sns:CreateTopic", on: ({ topics }: SnsParts, { Name }) => resource(topics.arn(Name)) },
  ({ topics }) =>
    async ({ Name, Attributes, Tags: asked }) => {
      for (const [name, value] of Object.entries(Attributes)) checkTopicAttribute(name, value);
      const { FifoTopic, Policy, ...attributes } = Attributes;
      const fifo = FifoTopic?.toLowerCase() === "true";
      checkTopicName(Name, fifo);
      const tags = tagMap(asked);
      const known = topics.topics.get(topics.arn(Name));
      if (known) checkSame(known, { ...attributes, ...(Policy === undefined ? {} : { Policy }) }, tags);
      const topic = await topics.create(Name, { attributes, policy: Policy, tags });
      return { TopicArn: topic.arn };
    },
);

// fidelity: observed: sns-api-topic-twice: what is not said is not compared
const checkSame = (
  known: TopicRecord,
  attributes: Input["Attributes"],
  tags: Readonly<Record<string, string>>,
): void => {
  const has: Readonly<Record<string, string | undefined>> = { ...known.attributes, Policy: known.policy };
  if (Object.entries(attributes).some(([name, value]) => has[name] !== value)) {
    throw invalidParameter("Attributes Reason: Topic already exists with different attributes");
  }
  if (Object.entries(tags).some(([key, value]) => known.tags?.[key] !== value)) {
    throw invalidParameter("Tags Reason: Topic already exists with different tags");
  }
};
