import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { cancelTicket } from "../../../handlers/tickets/cancel-ticket";
import { aShow, aTicket, type BoxOffice, NOW, openBoxOffice } from "../../support/box-office";
import { refusal } from "../../support/problems";

describe("giving a ticket back", () => {
  let office: BoxOffice;
  let cancel: ReturnType<typeof cancelTicket>;
  before(async () => {
    office = await openBoxOffice();
    cancel = cancelTicket({ tickets: office.tickets, now: () => NOW });
  });
  after(() => office.close());

  const booked = async () => {
    const show = aShow();
    await office.put(show);
    const ticket = aTicket({ showId: show.showId, seats: 4 });
    assert.deepEqual(await office.tickets.book(ticket), { kind: "booked" });
    return { show, ticket };
  };

  it("answers 204 and gives the seats back, once however often it is asked", async () => {
    const { show, ticket } = await booked();
    for (const _ of [1, 2, 3]) assert.equal((await cancel(ticket.holder, ticket.ticketId)).statusCode, 204);
    assert.deepEqual([await office.seatsLeft(show), await office.seatsTaken(show)], [100, 0]);
  });

  it("gives them back once when asked many times at once", async () => {
    const { show, ticket } = await booked();
    const answers = await Promise.all(Array.from({ length: 20 }, () => cancel(ticket.holder, ticket.ticketId)));
    assert.deepEqual(new Set(answers.map(({ statusCode }) => statusCode)), new Set([204]));
    assert.equal(await office.seatsLeft(show), 100);
  });

  it("knows no tickets of others, nor what is none", async () => {
    const { show, ticket } = await booked();
    for (const [holder, ticketId] of [
      ["bo", ticket.ticketId],
      ["ana", randomUUID()],
      ["ana", undefined],
    ] as const)
      assert.equal((await refusal(cancel(holder, ticketId))).status, 404);
    assert.equal(await office.seatsLeft(show), 96);
  });

  it("makes no show of seats whose show is gone", async () => {
    const { show, ticket } = await booked();
    await office.client.send(new DeleteItemCommand({ TableName: "shows", Key: { showId: { S: show.showId } } }));
    for (const _ of [1, 2]) assert.equal((await cancel(ticket.holder, ticket.ticketId)).statusCode, 204);
    const { tickets } = await office.list.list("ana", 100);
    assert.ok(!tickets.some(({ ticketId }) => ticketId === ticket.ticketId));
    assert.equal(await office.shows.find(show.showId), undefined);
  });

  it("lets the table forget the ticket 30 days later", async () => {
    const { ticket } = await booked();
    await cancel(ticket.holder, ticket.ticketId);
    const [kept] = (await office.scan("tickets")).filter(({ ticketId }) => ticketId === ticket.ticketId);
    assert.deepEqual(kept, {
      ...ticket,
      cancelledAt: NOW.toISOString(),
      expiresAt: Date.parse("2027-02-14T12:00:00Z") / 1000,
    });
  });
});
