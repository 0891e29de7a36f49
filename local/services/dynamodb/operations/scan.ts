import { readMembers } from "../dynalite-parts";
import { type DynamoDbOperation, dynamoDbOperation, namedTable } from "../dynamodb-operation";

/** Reads are always consistent here. */
export const scan: DynamoDbOperation = dynamoDbOperation(
  "Scan",
  { action: "dynamodb:Scan", on: namedTable },
  { members: () => ({ ...readMembers("Scan"), ConsistentRead: true }) },
);
