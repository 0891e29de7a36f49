import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { SagaBooking, StoredBooking } from "../../contracts/bookings";

type Status = StoredBooking["status"];

/** Bookings in DynamoDB, key `holder` and `bookingId`. Each is opened once and ends once, however often it is asked. */
export const dynamoBookingStore = (client: DynamoDBClient, TableName: string) => ({
  open: ({ holder, bookingId, showId, seats }: SagaBooking): Promise<void> => {
    const item: StoredBooking = { holder, bookingId, showId, seats, status: "pending" };
    const ConditionExpression = "attribute_not_exists(bookingId)";
    return once(client.send(new PutItemCommand({ TableName, Item: marshall(item), ConditionExpression })));
  },
  /** One that is not open yet ends as well, so that it is not opened later. */
  end: (
    { holder, bookingId, showId, seats }: SagaBooking,
    status: Status,
    from: readonly Status[] = ["pending"],
  ): Promise<void> =>
    once(
      client.send(
        new UpdateItemCommand({
          TableName,
          Key: marshall({ holder, bookingId }),
          UpdateExpression: "SET #status = :status, showId = :showId, seats = :seats",
          ConditionExpression: "attribute_not_exists(bookingId) OR contains(:from, #status)",
          ExpressionAttributeNames: { "#status": "status" },
          ExpressionAttributeValues: marshall({
            ":status": status,
            ":showId": showId,
            ":seats": seats,
            ":from": from,
          }),
        }),
      ),
    ),
});

const once = async (writing: Promise<unknown>): Promise<void> => {
  try {
    await writing;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
};
