import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { listTickets } from "../../../handlers/tickets/list-tickets";
import { aShow, aTicket, type BoxOffice, NOW, openBoxOffice } from "../../support/box-office";
import { refusal, told } from "../../support/problems";

describe("the tickets of a holder", () => {
  let office: BoxOffice;
  let list: ReturnType<typeof listTickets>;
  const ids: Record<string, string[]> = { ana: [], bo: [] };
  before(async () => {
    office = await openBoxOffice();
    list = listTickets({ tickets: office.list });
    const show = aShow();
    await office.put(show);
    for (const holder of ["ana", "bo"])
      for (let at = 0; at < 7; at++) {
        const ticket = aTicket({ holder, showId: show.showId, seats: 1 });
        await office.tickets.book(ticket);
        ids[holder]?.push(ticket.ticketId);
      }
  });
  after(() => office.close());

  const pages = async (holder: string, limit: number) => {
    const read: string[][] = [];
    let cursor: string | undefined;
    do {
      const [status, body] = told(await list(holder, { limit, cursor }));
      assert.equal(status, 200);
      read.push(body.tickets.map(({ ticketId }: { ticketId: string }) => ticketId));
      cursor = body.cursor;
    } while (cursor !== undefined);
    return read;
  };

  it("come page by page, each once, those of nobody else", async () => {
    for (const [limit, sizes] of [
      [3, [3, 3, 1]],
      [7, [7]],
      [100, [7]],
    ] as const) {
      const read = await pages("ana", limit);
      assert.deepEqual(
        read.map(({ length }) => length),
        sizes,
      );
      assert.deepEqual(read.flat(), [...(ids.ana ?? [])].sort());
    }
    assert.deepEqual(await pages("nobody", 5), [[]]);
  });

  it("tell nothing of the holder, nor of the token", async () => {
    const [, { tickets }] = told(await list("ana", { limit: 1 }));
    assert.deepEqual(Object.keys(tickets[0]), ["ticketId", "showId", "seats", "bookedAt"]);
  });

  it("are those that are valid, however many were given back", async () => {
    const show = aShow({ seats: 1000, seatsLeft: 1000 });
    await office.put(show);
    const valid: string[] = [];
    for (let at = 0; at < 60; at++) {
      const ticket = aTicket({ holder: "eve", showId: show.showId, seats: 1 });
      await office.tickets.book(ticket);
      if (at % 20 === 0) valid.push(ticket.ticketId);
      else await office.tickets.cancel("eve", ticket.ticketId, NOW);
    }
    const read = await pages("eve", 1);
    assert.deepEqual(read.flat(), valid.sort());
  });

  it("are not led elsewhere by a cursor that is forged, or somebody else's", async () => {
    const [, { cursor }] = told(await list("bo", { limit: 1 }));
    const forged = [
      cursor,
      `${cursor}=`,
      `${cursor}A`,
      cursor.slice(0, -4),
      ...["", "null", "{}", "[]", '["x"]', '["x",{"holder":"bo"}]', '{"holder":{"S":"bo"}}', `["${randomUUID()}"]`].map(
        (text) => Buffer.from(text).toString("base64url"),
      ),
      "\0",
      "\ud800",
      "__proto__",
      "../../bo",
    ];
    for (const text of forged) assert.equal((await refusal(list("ana", { limit: 1, cursor: text }))).status, 400, text);
  });
});
