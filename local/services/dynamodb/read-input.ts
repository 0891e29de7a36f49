import * as z from "zod";
import { AttributeValueInput, ItemInput } from "./attribute-value";
import type { Substitutes } from "./condition";

/** The members that expressions of all operations share. */
export const Expressions = z.object({
  ExpressionAttributeNames: z.record(z.string(), z.string()).default({}),
  ExpressionAttributeValues: z.record(z.string(), AttributeValueInput).default({}),
});

export const substitutesOf = (input: z.output<typeof Expressions>): Substitutes => ({
  names: input.ExpressionAttributeNames,
  values: input.ExpressionAttributeValues,
});

export const SelectInput = Expressions.extend({
  TableName: z.string().min(1),
  FilterExpression: z.string().optional(),
  ProjectionExpression: z.string().optional(),
  Limit: z.int().min(1).optional(),
  ExclusiveStartKey: ItemInput.optional(),
  ScanIndexForward: z.boolean().default(true),
  Select: z.enum(["ALL_ATTRIBUTES", "COUNT", "SPECIFIC_ATTRIBUTES"]).optional(),
  ConsistentRead: z.boolean().optional(),
  // fidelity: secondary indexes are not emulated; naming one is refused below
  IndexName: z.never().optional(),
});
