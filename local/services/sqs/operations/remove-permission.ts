import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidValue } from "../errors";
import { queueOfUrl, type SqsServices } from "../sqs-services";
import { labelledStatements, withStatements } from "./labelled-statements";

const Input = z.object({ QueueUrl: z.string().optional(), Label: z.string() });

export const removePermission = operation(
  "RemovePermission",
  Input,
  { action: "sqs:RemovePermission", on: queueOfUrl },
  ({ registry }: SqsServices) =>
    async ({ Label }, queue) => {
      const statements = labelledStatements(queue);
      const others = statements.filter(({ Sid }) => Sid !== Label);
      if (others.length === statements.length) throw invalidValue(Label, "Label", "can't find label.");
      await registry.setAttributes(queue, { Policy: withStatements(queue, others) });
      return {};
    },
);
