import { ConditionalCheckFailedException, type DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { AuditLog } from "./audit-log";

/** Entries in DynamoDB, key `ticketId` and `event`. */
export const dynamoAuditLog = (client: DynamoDBClient, TableName: string): AuditLog => ({
  async keep(entry) {
    const ConditionExpression = "attribute_not_exists(ticketId)";
    try {
      await client.send(new PutItemCommand({ TableName, Item: marshall(entry), ConditionExpression }));
    } catch (error) {
      if (!(error instanceof ConditionalCheckFailedException)) throw error;
    }
  },
});
