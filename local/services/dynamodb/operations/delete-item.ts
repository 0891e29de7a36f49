import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ItemInput } from "../attribute-value";
import { address, type DynamoServices, requireTable } from "../store";
import { requireCondition, WriteInput } from "./put-item";

export const deleteItem = operation(
  "DeleteItem",
  WriteInput.extend({ Key: ItemInput }),
  (services: DynamoServices) =>
    async (input, { principal }) => {
      requireAccess(services.access, principal, "dynamodb:DeleteItem", services.arn(input.TableName));
      const key = address(requireTable(services, input.TableName), input.Key);
      const old = services.items.get(key);
      requireCondition(input, old ?? {});
      await services.items.remove(key);
      return input.ReturnValues === "ALL_OLD" && old ? { Attributes: old } : {};
    },
);
