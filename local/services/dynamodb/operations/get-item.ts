import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ItemInput } from "../attribute-value";
import { Expressions } from "../read-input";
import { project } from "../select";
import { address, type DynamoServices, requireTable } from "../store";

const Input = Expressions.extend({
  TableName: z.string().min(1),
  Key: ItemInput,
  ProjectionExpression: z.string().optional(),
});

export const getItem = operation("GetItem", Input, (services: DynamoServices) => (input, { principal }) => {
  requireAccess(services.access, principal, "dynamodb:GetItem", services.arn(input.TableName));
  const item = services.items.get(address(requireTable(services, input.TableName), input.Key));
  return item ? { Item: project(item, input) } : {};
});
