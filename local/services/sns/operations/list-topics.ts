import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { pageOf } from "../page";
import type { SnsParts } from "./sns-operation";

const Input = z.object({ NextToken: z.string().optional() });

export const listTopics = operation(
  "ListTopics",
  Input,
  { action: "sns:ListTopics", on: ({ topics }: SnsParts) => resource(topics.arn("*")) },
  ({ topics }) =>
    ({ NextToken }) => {
      const { shown, next } = pageOf([...topics.topics.entries()], NextToken);
      return { Topics: shown.map(({ arn }) => ({ TopicArn: arn })), ...next };
    },
);
