import { setTimeout as wait } from "node:timers/promises";
import {
  ConditionalCheckFailedException,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import * as env from "serverless-tiers/runtime/env";
import { traced } from "serverless-tiers/runtime/trace";
import type { SagaBooking, SagaStep, StoredPayment } from "../../contracts/bookings";

const client = traced(new DynamoDBClient());
const { tableName: TableName } = env.table("ledger");

/** How long a slow card takes to answer when it is charged already. */
const SLOW_MS = 3_000;

class CardDeclined extends Error {
  override readonly name = "CardDeclined";
}

/** Whether the entry is this one's; there is one for each booking. */
const enter = async (item: StoredPayment): Promise<boolean> => {
  const ConditionExpression = "attribute_not_exists(bookingId)";
  try {
    await client.send(new PutItemCommand({ TableName, Item: marshall(item), ConditionExpression }));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
};

/** A stub of what a provider of payments does, by the card. */
const charge = async ({ bookingId, card }: SagaBooking, amount: number): Promise<void> => {
  await enter(
    card === "declined" ? { bookingId, amount: 0, status: "declined" } : { bookingId, amount, status: "charged" },
  );
  if (card === "slow") await wait(SLOW_MS);
  const Key = marshall({ bookingId });
  const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
  if (Item?.status?.S !== "charged") throw new CardDeclined(`the card is ${Item?.status?.S}`);
};

/** Where nothing is charged, the entry keeps a late attempt from doing it. */
const refund = async ({ bookingId }: SagaBooking): Promise<void> => {
  if (await enter({ bookingId, amount: 0, status: "refunded" })) return;
  try {
    await client.send(
      new UpdateItemCommand({
        TableName,
        Key: marshall({ bookingId }),
        UpdateExpression: "SET #status = :refunded",
        ConditionExpression: "#status = :charged",
        ExpressionAttributeNames: { "#status": "status" },
        ExpressionAttributeValues: marshall({ ":refunded": "refunded", ":charged": "charged" }),
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};

export const handler = ({ action, booking, amount = 0 }: SagaStep): Promise<void> =>
  action === "charge" ? charge(booking, amount) : refund(booking);
