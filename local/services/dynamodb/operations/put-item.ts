import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import { ItemInput } from "../attribute-value";
import { readCondition } from "../condition";
import { Expressions, substitutesOf } from "../read-input";
import { address, type DynamoServices, requireTable } from "../store";

export const WriteInput = Expressions.extend({
  TableName: z.string().min(1),
  ConditionExpression: z.string().optional(),
  ReturnValues: z.enum(["NONE", "ALL_OLD"]).default("NONE"),
});

export const putItem = operation(
  "PutItem",
  WriteInput.extend({ Item: ItemInput }),
  (services: DynamoServices) =>
    async (input, { principal }) => {
      requireAccess(services.access, principal, "dynamodb:PutItem", services.arn(input.TableName));
      const key = address(requireTable(services, input.TableName), input.Item);
      const old = services.items.get(key);
      requireCondition(input, old ?? {});
      await services.items.put(key, input.Item);
      return input.ReturnValues === "ALL_OLD" && old ? { Attributes: old } : {};
    },
);

export const requireCondition = (input: z.output<typeof WriteInput>, item: z.output<typeof ItemInput>): void => {
  const { ConditionExpression } = input;
  if (ConditionExpression === undefined) return;
  if (readCondition(ConditionExpression, "ConditionExpression", substitutesOf(input))(item)) return;
  throw new ServiceError("ConditionalCheckFailedException", "The conditional request failed");
};
