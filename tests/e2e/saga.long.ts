// No part of `npm test`: `SAGA_MINUTES=30 npx mocha tests/e2e/saga.long.ts` books from all sides, lets steps meet fates of
// all kinds and kills everything at random moments, as long as it is told.

import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { BookingRequest, SagaStep } from "../../contracts/bookings";
import { BookingPlatform } from "../support/booking-platform";
import { type Fate, fated } from "../support/held-step";
import { writeSagaProgram } from "../support/saga-program";

const MINUTES = Number(process.env.SAGA_MINUTES ?? 10);
const BOOKINGS = 40;
const STEPS: readonly SagaStep["action"][] = ["open", "reserve", "charge", "confirm", "refund", "release", "decline"];
const CARDS: readonly BookingRequest["card"][] = ["ok", "ok", "declined", "slow"];
const FATES: readonly Fate[] = ["hangs", "exits", "throws"];

const one = <Of>(list: readonly Of[]): Of => list[randomInt(list.length)] ?? assert.fail();

describe(`the saga of bookings for ${MINUTES} minutes`, function () {
  this.timeout((MINUTES + 5) * 60_000);

  const { root } = writeSagaProgram();
  const platform = new BookingPlatform(root);
  before(() => platform.start());
  after(async () => {
    await platform.end();
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  it("ends with three equal sums, whatever is killed", async () => {
    const holders = [await platform.signIn("ana"), await platform.signIn("bob")];
    for (const [last, round] = [Date.now() + MINUTES * 60_000, { number: 0 }]; Date.now() < last; round.number++) {
      // Some shows are sold out on the way.
      const shows = await platform.shows();
      const asked = Array.from({ length: BOOKINGS }, (_, at) => ({
        token: one(holders),
        showId: one(shows).showId,
        card: one(CARDS),
        seats: randomInt(1, 20),
        clientToken: `${fated(one(STEPS), one(["before", "after"]), one(FATES))} ${round.number}-${at}`,
      }));
      const book = () =>
        Promise.allSettled(asked.map(({ token, showId, card, ...more }) => platform.book(token, showId, card, more)));
      const booked = book();
      await wait(randomInt(8_000));
      await platform.restart();
      await booked;
      // Whoever got no answer asks again, with the same token.
      const ids = (await book()).map((each) => (each.status === "fulfilled" ? each.value : assert.fail(each.reason)));
      await Promise.all(ids.map((id, at) => platform.ended(asked[at]?.token ?? "", id)));
      const bookings = await platform.agrees();
      assert.equal(bookings.length, (round.number + 1) * BOOKINGS);
      const count = (status: string) => `${bookings.filter((booking) => booking.status === status).length} ${status}`;
      console.log(`      round ${round.number}: ${["confirmed", "declined", "failed"].map(count).join(", ")}`);
    }
  });
});
