import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidValue } from "../errors";
import { labelledStatements, withStatements } from "./labelled-statements";
import { queueOfUrl, type SqsParts } from "./sqs-operation";

const Input = z.object({ QueueUrl: z.string().optional(), Label: z.string() });

export const removePermission = operation(
  "RemovePermission",
  Input,
  { action: "sqs:RemovePermission", on: queueOfUrl },
  ({ registry }: SqsParts) =>
    async ({ Label }, queue) => {
      const statements = labelledStatements(queue);
      const others = statements.filter(({ Sid }) => Sid !== Label);
      if (others.length === statements.length) throw invalidValue(Label, "Label", "can't find label.");
      await registry.setAttributes(queue, { Policy: withStatements(queue, others) });
      return {};
    },
);
