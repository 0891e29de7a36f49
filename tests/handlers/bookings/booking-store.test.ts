import assert from "node:assert/strict";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { SagaBooking } from "../../../contracts/bookings";
import { dynamoBookingStore } from "../../../handlers/bookings/booking-store.dynamodb";
import { startTestCloud } from "../../local/cloud/test-cloud";
import { apiOf, tableOf } from "../../local/services/dynamodb/api";

const BOOKING: SagaBooking = {
  holder: "ana",
  bookingId: "b-1",
  showId: "5f0c8a52-6d0e-4b8a-9d0f-0c6f2a8e1b01",
  seats: 2,
  clientToken: "once",
  card: "ok",
};

describe("the store of bookings", () => {
  /** What a booking is after these have been done one after the other. */
  const afterSteps = async (...steps: ((store: ReturnType<typeof dynamoBookingStore>) => Promise<void>)[]) => {
    const cloud = await startTestCloud();
    await apiOf(cloud).call("CreateTable", tableOf("bookings", ["holder:S", "bookingId:S"]));
    const client = new DynamoDBClient(cloud.client);
    try {
      const store = dynamoBookingStore(client, "bookings");
      for (const step of steps) await step(store);
      const { Items = [] } = await client.send(new ScanCommand({ TableName: "bookings" }));
      return Items.map((item) => unmarshall(item));
    } finally {
      client.destroy();
      await cloud.close();
    }
  };
  const { holder, bookingId, showId, seats } = BOOKING;
  const stored = (status: string) => [{ holder, bookingId, showId, seats, status }];
  const open: Parameters<typeof afterSteps>[number] = (store) => store.open(BOOKING);
  const confirm: typeof open = (store) => store.end(BOOKING, "confirmed");
  const decline: typeof open = (store) => store.end(BOOKING, "declined");
  const withdraw: typeof open = (store) => store.end(BOOKING, "failed", ["pending", "confirmed"]);

  it("ends a booking once", async () => {
    assert.deepEqual(await afterSteps(open, confirm, open, decline), stored("confirmed"));
  });

  it("opens none that has ended before it was open", async () => {
    assert.deepEqual(await afterSteps(decline, open), stored("declined"));
  });

  it("withdraws one that may be confirmed, and confirms it no more", async () => {
    assert.deepEqual(await afterSteps(open, confirm, withdraw, confirm), stored("failed"));
    assert.deepEqual(await afterSteps(open, withdraw, confirm), stored("failed"));
    assert.deepEqual(await afterSteps(open, decline, withdraw), stored("declined"));
  });
});
