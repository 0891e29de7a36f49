import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import type { DynamoServices } from "../store";

const Input = z.object({
  TableName: z.string().regex(/^[\w.-]{3,255}$/),
  KeySchema: z
    .array(z.object({ AttributeName: z.string(), KeyType: z.enum(["HASH", "RANGE"]) }))
    .min(1)
    .max(2),
  // Secondary indexes are not emulated yet.
  GlobalSecondaryIndexes: z.never().optional(),
  LocalSecondaryIndexes: z.never().optional(),
});

export const createTable = operation(
  "CreateTable",
  Input,
  (services: DynamoServices) =>
    async ({ TableName, KeySchema }, { principal }) => {
      requireAccess(services.access, principal, "dynamodb:CreateTable", services.arn(TableName));
      if (services.tables.get(TableName)) {
        throw new ServiceError("ResourceInUseException", `Table already exists: ${TableName}`);
      }
      const named = (type: string) => KeySchema.find(({ KeyType }) => KeyType === type)?.AttributeName;
      await services.tables.put(TableName, { name: TableName, hashKey: named("HASH") ?? "", rangeKey: named("RANGE") });
      return {
        TableDescription: {
          TableName,
          KeySchema,
          TableArn: services.arn(TableName),
          TableStatus: "ACTIVE",
          CreationDateTime: services.clock.now() / 1000,
        },
      };
    },
);
