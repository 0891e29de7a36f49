import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import type { SnsParts } from "./sns-operation";

const Input = z.object({ NextToken: z.string().optional() });

/** fidelity: docs: ListTopics: at most 100 topics in an answer */
const PAGE = 100;

export const listTopics = operation(
  "ListTopics",
  Input,
  { action: "sns:ListTopics", on: ({ topics }: SnsParts) => resource(topics.arn("*")) },
  ({ topics }) =>
    ({ NextToken }) => {
      const after = NextToken === undefined ? "" : Buffer.from(NextToken, "base64").toString("utf8");
      const rest = [...topics.topics.entries()]
        .map(([arn]) => arn)
        .filter((arn) => arn > after)
        .sort();
      const shown = rest.slice(0, PAGE);
      const last = shown.at(-1);
      const more = last !== undefined && rest.length > PAGE;
      return {
        Topics: shown.map((TopicArn) => ({ TopicArn })),
        ...(more ? { NextToken: Buffer.from(last, "utf8").toString("base64") } : {}),
      };
    },
);
