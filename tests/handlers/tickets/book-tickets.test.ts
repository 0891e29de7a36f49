import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { bookTickets } from "../../../handlers/tickets/book-tickets";
import { cancelTicket } from "../../../handlers/tickets/cancel-ticket";
import { aShow, type BoxOffice, NOW, openBoxOffice } from "../../support/box-office";
import { refusal, told } from "../../support/problems";

describe("booking tickets", () => {
  let office: BoxOffice;
  let book: ReturnType<typeof bookTickets>;
  before(async () => {
    office = await openBoxOffice();
    book = bookTickets({ tickets: office.tickets, now: () => NOW });
  });
  after(() => office.close());

  const newShow = async (changes: Parameters<typeof aShow>[0] = {}) => {
    const show = aShow(changes);
    await office.put(show);
    return show;
  };
  const refused = async (holder: string, booking: Parameters<typeof book>[1]) => {
    const { status, options } = await refusal(book(holder, booking));
    return [status, options.type ?? "about:blank", options.more];
  };

  it("answers 201 with the ticket and takes the seats from the show", async () => {
    const show = await newShow();
    const [status, ticket] = told(await book("ana", { showId: show.showId, seats: 3, clientToken: "t" }));
    assert.match(ticket.ticketId, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.deepEqual(
      [status, ticket],
      [201, { ticketId: ticket.ticketId, showId: show.showId, seats: 3, bookedAt: NOW.toISOString() }],
    );
    assert.deepEqual([await office.seatsLeft(show), await office.seatsTaken(show)], [97, 3]);
  });

  it("answers the same booking under the same token with the same ticket", async () => {
    const show = await newShow({ seatsLeft: 2 });
    const booking = { showId: show.showId, seats: 2, clientToken: randomUUID() };
    const [, ticket] = told(await book("ana", booking));
    const later = bookTickets({ tickets: office.tickets, now: () => new Date(NOW.getTime() + 60_000) });
    // Also where nothing is left, and where the show has begun in the meantime.
    assert.deepEqual(told(await later("ana", booking)), [200, ticket]);
    const onceBegun = bookTickets({ tickets: office.tickets, now: () => new Date("2028-01-01") });
    assert.deepEqual(told(await onceBegun("ana", booking)), [200, ticket]);
    assert.equal(await office.seatsLeft(show), 0);
  });

  it("refuses another booking under a token that is taken", async () => {
    const [show, other] = [await newShow(), await newShow()];
    const booking = { showId: show.showId, seats: 2, clientToken: randomUUID() };
    await book("ana", booking);
    const taken = [409, "urn:problem-type:token-taken", {}];
    assert.deepEqual(await refused("ana", { ...booking, seats: 3 }), taken);
    assert.deepEqual(await refused("ana", { ...booking, showId: other.showId }), taken);
    assert.deepEqual([await office.seatsLeft(show), await office.seatsLeft(other)], [98, 100]);
  });

  it("keeps tokens of two holders apart", async () => {
    const show = await newShow();
    const booking = { showId: show.showId, seats: 1, clientToken: randomUUID() };
    const [first, second] = [told(await book("ana", booking)), told(await book("bo", booking))];
    assert.deepEqual([first[0], second[0]], [201, 201]);
    assert.notEqual(first[1].ticketId, second[1].ticketId);
    // Together they are the same text.
    const [third, fourth] = [
      told(await book("bo", { ...booking, clientToken: "b-x" })),
      told(await book("bob", { ...booking, clientToken: "-x" })),
    ];
    assert.notEqual(third[1].ticketId, fourth[1].ticketId);
  });

  it("refuses what a show has no seats for, and says how many are left", async () => {
    const show = await newShow({ seatsLeft: 2 });
    const booking = { showId: show.showId, seats: 3, clientToken: randomUUID() };
    assert.deepEqual(await refused("ana", booking), [409, "urn:problem-type:sold-out", { seatsLeft: 2 }]);
    // Nothing is kept of what was refused: the token is free.
    assert.equal((await book("ana", { ...booking, seats: 2 })).statusCode, 201);
  });

  it("refuses an unknown show, and one that has begun", async () => {
    const begun = await newShow({ startsAt: NOW.toISOString() });
    const booking = { seats: 1, clientToken: randomUUID() };
    assert.deepEqual(await refused("ana", { ...booking, showId: randomUUID() }), [404, "about:blank", undefined]);
    assert.deepEqual(await refused("ana", { ...booking, showId: begun.showId }), [
      409,
      "urn:problem-type:show-begun",
      {},
    ]);
    assert.equal(await office.seatsLeft(begun), 100);
  });

  it("refuses a token whose ticket was given back, so that a late repetition books nothing", async () => {
    const show = await newShow();
    const booking = { showId: show.showId, seats: 2, clientToken: randomUUID() };
    const [, { ticketId }] = told(await book("ana", booking));
    await cancelTicket({ tickets: office.tickets, now: () => NOW })("ana", ticketId);
    assert.deepEqual(await refused("ana", booking), [409, "urn:problem-type:ticket-cancelled", {}]);
    assert.equal(await office.seatsLeft(show), 100);
  });
});
