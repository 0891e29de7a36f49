import assert from "node:assert/strict";
import { readdirSync, rmSync } from "node:fs";
import { BookingPlatform } from "../support/booking-platform";
import { type Fate, fated } from "../support/held-step";
import { writeSagaProgram } from "../support/saga-program";

/** The card that leads to each step. */
const STEPS = [
  ["open", "ok"],
  ["reserve", "ok"],
  ["charge", "ok"],
  ["confirm", "ok"],
  ["refund", "declined"],
  ["release", "declined"],
  ["decline", "declined"],
] as const;

describe("the saga of bookings", function () {
  this.timeout(600_000);

  const { root, met } = writeSagaProgram();
  const platform = new BookingPlatform(root);
  let ana = "";
  let showId = "";
  before(async () => {
    await platform.start();
    ana = await platform.signIn("ana");
    ({ showId } = await platform.aShow(100));
  });
  after(async () => {
    await platform.end();
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  const WHEN = ["before", "after"] as const;
  const CARDS = ["ok", "declined", "slow", "ok"] as const;
  /** Books for each step before and after its work, with others beside them, and waits until each has met its fate. */
  const bookAll = async (fate: Fate) => {
    const fates = STEPS.flatMap(([step, card]) =>
      WHEN.map((when) => ({ card, clientToken: fated(step, when, fate) as string })),
    );
    const others = Array.from({ length: 12 }, (_, at) => ({
      card: CARDS[at % CARDS.length] ?? "ok",
      clientToken: `${at} beside ${fate}`,
    }));
    const bookings = await Promise.all(
      [...fates, ...others].map(async ({ card, clientToken }) => ({
        card,
        clientToken,
        bookingId: await platform.book(ana, showId, card, { clientToken }),
      })),
    );
    await platform.until(
      async () => fates.filter(({ clientToken }) => !readdirSync(met).includes(clientToken)),
      (waiting) => waiting.length === 0,
    );
    return bookings;
  };
  type Booked = Awaited<ReturnType<typeof bookAll>>;
  /** That all end as `expected` says, and the sums agree. */
  const end = async (bookings: Booked, expected: (booking: Booked[number]) => string) => {
    const ends = bookings.map(
      async ({ bookingId, clientToken }) => `${clientToken}: ${await platform.ended(ana, bookingId)}`,
    );
    assert.deepEqual(
      await Promise.all(ends),
      bookings.map((booking) => `${booking.clientToken}: ${expected(booking)}`),
    );
    await platform.agrees();
  };
  const byCard = ({ card }: Booked[number]) => (card === "declined" ? "declined" : "confirmed");

  it("finishes bookings of which everything was killed before and after the work of each step", async () => {
    const bookings = await bookAll("hangs");
    await platform.restart();
    await end(bookings, byCard);
  });

  // Nobody knows whether an interrupted step was done. It is taken back, or, when all is charged, done again.
  const TAKEN_BACK = /^(open|reserve|charge) /;
  for (const [fate, what] of [
    ["exits", "whose function was killed"],
    ["throws", "of which a step fails"],
  ] as const)
    it(`finishes bookings ${what} before and after the work of each step`, async () => {
      const bookings = await bookAll(fate);
      await end(bookings, (booking) => (TAKEN_BACK.test(booking.clientToken) ? "failed" : byCard(booking)));
    });
});
