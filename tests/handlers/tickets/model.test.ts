import assert from "node:assert/strict";
import fc from "fast-check";
import { bookTickets } from "../../../handlers/tickets/book-tickets";
import { cancelTicket } from "../../../handlers/tickets/cancel-ticket";
import { listTickets } from "../../../handlers/tickets/list-tickets";
import { aShow, type BoxOffice, NOW, openBoxOffice } from "../../support/box-office";
import { answerTo } from "../../support/problems";

const SEATS = 5;
const HOLDERS = ["ana", "bo"] as const;

const step = fc.record({
  holder: fc.constantFrom(...HOLDERS),
  token: fc.constantFrom("a", "b", "c"),
  /** 0 gives the ticket of the token back. */
  seats: fc.integer({ min: 0, max: 4 }),
});

/** What a token of a holder stands for. */
interface Known {
  readonly seats: number;
  isCancelled: boolean;
}

describe("any order of bookings and cancellations", function () {
  this.timeout(60_000);

  let office: BoxOffice;
  before(async () => {
    office = await openBoxOffice();
  });
  after(() => office.close());

  it("is answered as a box office with a list of tokens would", async () => {
    const book = bookTickets({ tickets: office.tickets, now: () => NOW });
    const cancel = cancelTicket({ tickets: office.tickets, now: () => NOW });
    const list = listTickets({ tickets: office.list });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        run += 1;
        const show = aShow({ seats: SEATS, seatsLeft: SEATS });
        await office.put(show);
        const known = new Map<string, Known>();
        const ids = new Map<string, string>();
        const taken = () =>
          [...known.values()].reduce((sum, { seats, isCancelled }) => sum + (isCancelled ? 0 : seats), 0);
        const expected = (key: string, seats: number): number => {
          const ticket = known.get(key);
          if (seats === 0) {
            if (ticket) ticket.isCancelled = true;
            return ticket ? 204 : 404;
          }
          if (ticket) return ticket.seats === seats && !ticket.isCancelled ? 200 : 409;
          if (taken() + seats > SEATS) return 409;
          known.set(key, { seats, isCancelled: false });
          return 201;
        };
        for (const { holder, token, seats } of steps) {
          const [who, key] = [`${holder}-${run}`, `${holder} ${token}`];
          const answer = await answerTo(() =>
            seats === 0 ? cancel(who, ids.get(key)) : book(who, { showId: show.showId, seats, clientToken: token }),
          );
          assert.equal(answer.statusCode, expected(key, seats));
          if (answer.statusCode === 201) ids.set(key, JSON.parse(answer.body).ticketId);
          if (answer.statusCode === 200) assert.equal(JSON.parse(answer.body).ticketId, ids.get(key));
          assert.equal(await office.seatsLeft(show), SEATS - taken());
        }
        for (const holder of HOLDERS) {
          const { tickets } = JSON.parse((await list(`${holder}-${run}`, { limit: 100 })).body);
          const valid = [...known].filter(([key, { isCancelled }]) => key.startsWith(holder) && !isCancelled);
          assert.deepEqual(
            tickets.map(({ ticketId }: { ticketId: string }) => ticketId),
            valid.map(([key]) => ids.get(key)).sort(),
          );
        }
      }),
      { numRuns: 40 },
    );
  });
});
