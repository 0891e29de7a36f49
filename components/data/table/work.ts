import { ArgsError } from "../../core/args/args-error";
import { shown } from "../../core/args/shown";
import { integration, type Work } from "../../core/work";
import { keyGrants, type LinkedTable } from "./links";

/** What a state of a workflow does with an item, and the right to it. */
const OPERATIONS = {
  getItem: { action: "dynamodb:GetItem", key: "read" },
  putItem: { action: "dynamodb:PutItem", key: "write" },
  updateItem: { action: "dynamodb:UpdateItem", key: "write" },
  deleteItem: { action: "dynamodb:DeleteItem", key: "write" },
} as const;

export type ItemOperation = keyof typeof OPERATIONS;

/** One operation on an item: a state's `input` is what DynamoDB takes besides the name of the table. */
export const itemWork = (linked: LinkedTable, operation: ItemOperation): Work => {
  const { plan, table, watched } = linked;
  const { action, key } = OPERATIONS[operation];
  return {
    description: `${operation} of table ${plan.name}`,
    grants: [{ actions: [action], resources: [table.arn] }, ...keyGrants(linked, key)],
    passing: [
      "DynamoDB.ProvisionedThroughputExceededException",
      "DynamoDB.ThrottlingException",
      "DynamoDB.InternalServerErrorException",
    ],
    watched,
    task: (call) => {
      const { input } = call;
      if (typeof input !== "object" || input === null)
        throw new ArgsError(
          plan.name,
          "item",
          `must be handed an object in a state, { Key: { … } } (it is ${shown(input)})`,
        );
      return {
        resource: integration(`dynamodb:${operation}`, call),
        parameters: { TableName: table.name, ...input },
      };
    },
  };
};
