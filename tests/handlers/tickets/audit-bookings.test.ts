import assert from "node:assert/strict";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import type { StoredTicket } from "../../../contracts/tickets";
import { auditBookings } from "../../../handlers/tickets/audit-bookings";
import { dynamoAuditLog } from "../../../handlers/tickets/audit-log.dynamodb";
import { aTicket, type BoxOffice, NOW, openBoxOffice } from "../../support/box-office";

const quiet = { error() {} };

/** A change as the stream of the table tells it. */
const record = (SequenceNumber: string, before: object | undefined, after: object | undefined) => {
  const image = (item: object | undefined) => item && marshall(item);
  const eventName = before === undefined ? "INSERT" : after === undefined ? "REMOVE" : "MODIFY";
  const dynamodb = { SequenceNumber, Keys: {}, OldImage: image(before), NewImage: image(after) };
  return { eventName, dynamodb } as DynamoDBRecord;
};

describe("the audit of bookings", () => {
  let office: BoxOffice;
  let keep: ReturnType<typeof auditBookings>;
  beforeEach(async () => {
    office = await openBoxOffice();
    keep = auditBookings({ audit: dynamoAuditLog(office.client, "audit"), log: quiet });
  });
  afterEach(() => office.close());

  const cancelled = (ticket: StoredTicket) => ({
    ...ticket,
    cancelledAt: "2027-01-16T08:00:00.000Z",
    expiresAt: 1802592000,
  });
  const entries = async () => (await office.scan("audit")).sort((a, b) => (a.event < b.event ? -1 : 1));
  const done = { batchItemFailures: [] };

  it("keeps each booking and each cancellation once, however often their records come", async () => {
    const ticket = aTicket();
    const { holder, ticketId, showId, seats } = ticket;
    const records = [
      record("1", undefined, ticket),
      record("2", ticket, cancelled(ticket)),
      record("3", cancelled(ticket), undefined),
    ];
    assert.deepEqual(await keep(records), done);
    const wanted = [
      { holder, ticketId, showId, seats, event: "booked", at: NOW.toISOString() },
      { holder, ticketId, showId, seats, event: "cancelled", at: "2027-01-16T08:00:00.000Z" },
    ];
    assert.deepEqual(await entries(), wanted);
    for (const again of [records, records.slice(1), [...records].reverse()]) assert.deepEqual(await keep(again), done);
    assert.deepEqual(await entries(), wanted);
  });

  it("leaves an entry as it is that was kept before", async () => {
    const ticket = aTicket({ seats: 2 });
    await keep([record("1", undefined, ticket)]);
    await keep([record("1", undefined, { ...ticket, seats: 9 })]);
    assert.deepEqual(
      (await entries()).map(({ seats }) => seats),
      [2],
    );
  });

  it("names the record that it could not keep, and goes on from there later", async () => {
    const [first, second, third] = [aTicket(), aTicket(), aTicket()];
    const records = [record("1", undefined, first), record("2", undefined, second), record("3", undefined, third)];
    let calls = 0;
    const failing = new DynamoDBClient(office.cloud.client);
    failing.middlewareStack.add(
      (next) => (args) => (++calls === 2 ? Promise.reject(new Error("throttled")) : next(args)),
      { step: "initialize" },
    );
    const stumbling = auditBookings({ audit: dynamoAuditLog(failing, "audit"), log: quiet });
    assert.deepEqual(await stumbling(records), { batchItemFailures: [{ itemIdentifier: "2" }] });
    assert.deepEqual(await keep(records.slice(1)), done);
    assert.equal((await entries()).length, 3);
  });

  it("names a record that is no ticket", async () => {
    const records = [record("1", undefined, aTicket()), record("2", undefined, { holder: "ana", ticketId: "x" })];
    assert.deepEqual(await keep(records), { batchItemFailures: [{ itemIdentifier: "2" }] });
    assert.equal((await entries()).length, 1);
  });
});
