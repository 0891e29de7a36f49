import assert from "node:assert/strict";
import { join } from "node:path";
import { aShow, type BoxOffice, openBoxOffice } from "../../support/box-office";
import { linesUntilKilled } from "../../support/killed";
import type { Task } from "./endless-booker";

const SEATS = 100_000;

describe("a process that books and is killed", function () {
  this.timeout(60_000);

  let office: BoxOffice;
  before(async () => {
    office = await openBoxOffice();
  });
  after(() => office.close());

  for (const lines of [1, 50, 51, 52])
    it(`after ${lines} answers: seats and tickets agree, and all that was answered is so`, async () => {
      const show = aShow({ startsAt: "2999-01-01T00:00:00.000Z", seats: SEATS, seatsLeft: SEATS });
      await office.put(show);
      const task: Task = { client: office.cloud.client, showId: show.showId, run: String(lines) };
      const booker = join(__dirname, "endless-booker.ts");
      const answered = await linesUntilKilled(lines, booker, JSON.stringify(task));

      assert.equal((await office.seatsLeft(show)) + (await office.seatsTaken(show)), SEATS);
      const cancelledAt = new Map(
        (await office.scan("tickets")).map((ticket) => [ticket.ticketId, ticket.cancelledAt]),
      );
      for (const [what, ticketId = ""] of answered.map((line) => line.split(" "))) {
        assert.ok(cancelledAt.has(ticketId));
        if (what === "cancelled") assert.ok(cancelledAt.get(ticketId));
      }
    });
});
