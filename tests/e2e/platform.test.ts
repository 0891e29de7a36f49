import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import type { StoredBooking, StoredPayment } from "../../contracts/bookings";
import { BookingPlatform } from "../support/booking-platform";

describe("the microservices on the local cloud", function () {
  this.timeout(240_000);

  const platform = new BookingPlatform();
  let ana = "";
  let bob = "";
  before(async () => {
    await platform.start();
    ana = await platform.signIn("ana");
    bob = await platform.signIn("bob");
  });
  after(() => platform.end());

  it("lets anybody look at shows, and nobody book without a token, under one address", async () => {
    const { showId } = await platform.aShow(1);
    assert.equal((await platform.ask("GET", `/shows/${showId}`)).status, 200);
    assert.equal((await platform.ask("POST", "/bookings", undefined, {})).status, 401);
    assert.equal((await platform.ask("POST", "/bookings", ana, { showId })).status, 400);
    assert.equal((await platform.ask("GET", "/nothing")).status, 403);
  });

  it("confirms, declines, and waits for cards that are slow; the same token is the same booking", async () => {
    const { showId } = await platform.aShow(10);
    const clientToken = randomUUID();
    const ids = await Promise.all([
      platform.book(ana, showId, "ok", { clientToken }),
      platform.book(ana, showId, "declined"),
      platform.book(bob, showId, "slow"),
      platform.book(ana, showId, "ok", { clientToken }),
    ]);
    assert.equal(ids[3], ids[0]);
    // Another holder's token is another one.
    assert.notEqual(await platform.book(bob, showId, "declined", { clientToken }), ids[0]);
    const holders = [ana, ana, bob, ana];
    assert.deepEqual(await Promise.all(ids.map((id, at) => platform.ended(holders[at] ?? "", id))), [
      "confirmed",
      "declined",
      "confirmed",
      "confirmed",
    ]);
    assert.equal((await platform.ask("GET", `/bookings/${ids[0]}`, bob)).status, 404);
    assert.equal(await platform.ended(ana, await platform.book(ana, randomUUID(), "ok")), "declined");
  });

  it("ends a booking of which everything was killed after charging and before answering", async () => {
    const { showId } = await platform.aShow(10);
    const bookingId = await platform.book(ana, showId, "slow");
    await platform.until(
      () => platform.items<StoredPayment>("ledger"),
      (ledger) => ledger.some((entry) => entry.bookingId === bookingId),
    );
    await platform.restart();
    assert.equal(await platform.ended(ana, bookingId), "confirmed");
  });

  it("has taken as many seats as are confirmed and as are charged, and charged nobody twice", async () => {
    const bookings = await platform.agrees();
    assert.equal(bookings.filter(({ status }) => status === "confirmed").length, 3);
  });

  it("tells of each booking that has ended, once", async () => {
    const bookings = await platform.items<StoredBooking>("bookings");
    const expected = bookings.map(({ bookingId, status }) => `${bookingId} ${status}`).sort();
    const sqs = new SQSClient(platform.aws);
    const told: string[] = [];
    const QueueUrl = platform.output("platformNotificationsUrl");
    const receive = async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      for (const { Body = "{}", ReceiptHandle } of Messages) {
        const { bookingId, status } = JSON.parse(Body) as Record<string, string>;
        told.push(`${bookingId} ${status}`);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return told;
    };
    await platform.until(receive, (told) => told.length >= expected.length);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await receive();
    sqs.destroy();
    assert.deepEqual(told.sort(), expected);
  });
});
