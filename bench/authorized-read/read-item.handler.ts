import { DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
import type { APIGatewayProxyResult } from "aws-lambda";

const client = new DynamoDBClient({});

export const handler = async (): Promise<APIGatewayProxyResult> => {
  const { Item } = await client.send(
    new GetItemCommand({ TableName: process.env.ITEMS_TABLE, Key: { id: { S: "1" } } }),
  );
  return { statusCode: Item ? 200 : 404, body: JSON.stringify(Item ?? {}) };
};
