import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import * as env from "serverless-tiers/runtime/env";
import { traced } from "serverless-tiers/runtime/trace";
import type { SagaStep } from "../../contracts/bookings";
import { dynamoBookingStore } from "./booking-store.dynamodb";

const bookings = dynamoBookingStore(traced(new DynamoDBClient()), env.table("bookings").tableName);

/** What whoever books can do something about; the rest is the house's fault. */
const DECLINED: readonly string[] = ["CardDeclined", "NotBookable"];

/** The first step of a booking, and the last: what is withdrawn may have been confirmed. */
export const handler = async ({ action, booking, error = "" }: SagaStep): Promise<void> => {
  if (action === "open") return bookings.open(booking);
  if (action === "confirm") return bookings.end(booking, "confirmed");
  if (action === "withdraw") return bookings.end(booking, "failed", ["pending", "confirmed"]);
  return bookings.end(booking, DECLINED.includes(error) ? "declined" : "failed");
};
