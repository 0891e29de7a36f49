import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { ExecutionAlreadyExists, SFNClient, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { callerOf } from "serverless-tiers/runtime/caller";
import * as env from "serverless-tiers/runtime/env";
import { log } from "serverless-tiers/runtime/log";
import { bodyOf } from "serverless-tiers/runtime/request";
import { json, rest } from "serverless-tiers/runtime/rest";
import { traced } from "serverless-tiers/runtime/trace";
import { BookingRequest, type SagaBooking } from "../../contracts/bookings";
import { tokenId } from "../tickets/token-id";
import { dynamoBookingStore } from "./booking-store.dynamodb";

const client = traced(new SFNClient());
const { arn: stateMachineArn } = env.workflow("saga");
const bookings = dynamoBookingStore(traced(new DynamoDBClient()), env.table("bookings").tableName);

const start = async (booking: SagaBooking): Promise<void> => {
  const input = JSON.stringify({ booking });
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name: booking.bookingId, input }));
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
};

export const handler = rest(async (event) => {
  const request = bodyOf(event, BookingRequest);
  const holder = callerOf(event).subject;
  // An execution of that name is started once.
  const bookingId = tokenId(holder, request.clientToken);
  const booking = { ...request, holder, bookingId };
  await start(booking);
  // The first step of the saga as well, which whoever asks now need not wait for.
  await bookings.open(booking);
  return json(202, { bookingId });
}, log);
