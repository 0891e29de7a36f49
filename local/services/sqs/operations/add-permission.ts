import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { invalidValue } from "../errors";
import { labelledStatements, withStatements } from "./labelled-statements";
import { queueOfUrl, type SqsParts } from "./sqs-operation";

const Input = z.object({
  QueueUrl: z.string().optional(),
  Label: z.string(),
  AWSAccountIds: z.array(z.string()),
  Actions: z.array(z.string()),
});

/** fidelity: observed: AddPermission writes one where there are several all the same without a list */
const oneOrAll = (values: readonly string[]) => (values.length === 1 ? values[0] : values);

export const addPermission = operation(
  "AddPermission",
  Input,
  { action: "sqs:AddPermission", on: queueOfUrl },
  ({ registry, partition }: SqsParts) =>
    async ({ Label, AWSAccountIds, Actions }, queue) => {
      const statements = labelledStatements(queue);
      if (statements.some(({ Sid }) => Sid === Label)) throw invalidValue(Label, "Label", "Already exists.");
      const statement = {
        Sid: Label,
        Effect: "Allow",
        Principal: { AWS: oneOrAll(AWSAccountIds.map((id) => `arn:${partition}:iam::${id}:root`)) },
        Action: oneOrAll(Actions.map((action) => `SQS:${action}`)),
        Resource: queue.arn,
      };
      await registry.setAttributes(queue, { Policy: withStatements(queue, [...statements, statement]) });
      return {};
    },
);
