import assert from "node:assert/strict";
import { DeleteItemCommand } from "@aws-sdk/client-dynamodb";
import { Show } from "../../../contracts/shows";
import { catalogue } from "../../../handlers/shows/catalogue";
import { aShow, aTicket, type BoxOffice, NOW, openBoxOffice } from "../../support/box-office";

describe("the catalogue of a new table", () => {
  let office: BoxOffice;
  beforeEach(async () => {
    office = await openBoxOffice();
  });
  afterEach(() => office.close());

  it("holds shows that are still to come and free", () => {
    const shows = catalogue(NOW);
    assert.equal(new Set(shows.map(({ showId }) => showId)).size, shows.length);
    for (const show of shows) {
      assert.deepEqual(Show.parse(show), show);
      assert.ok(show.startsAt > NOW.toISOString() && show.seatsLeft === show.seats);
    }
  });

  it("is put there once in the life of the table: what was booked, changed or removed since stays so", async () => {
    const [show = aShow(), removed = aShow(), ...others] = catalogue(NOW);
    assert.equal(await office.shows.seed([show, removed, ...others]), true);
    assert.equal((await office.scan("shows")).length, others.length + 3);
    await office.tickets.book(aTicket({ showId: show.showId, seats: 2 }));

    await office.client.send(new DeleteItemCommand({ TableName: "shows", Key: { showId: { S: removed.showId } } }));

    assert.equal(await office.shows.seed(catalogue(new Date("2028-01-01"))), false);
    assert.deepEqual(await office.shows.find(show.showId), { ...show, seatsLeft: show.seats - 2 });
    assert.equal(await office.shows.find(removed.showId), undefined);
  });

  it("is put there by one of many deployments at once", async () => {
    const seeded = await Promise.all(Array.from({ length: 5 }, () => office.shows.seed(catalogue(NOW))));
    assert.deepEqual(seeded.sort(), [false, false, false, false, true]);
  });

  it("resets no show that is there already", async () => {
    const [show = aShow()] = catalogue(NOW);
    await office.put({ ...show, seatsLeft: 7 });
    assert.equal(await office.shows.seed(catalogue(NOW)), false);
    assert.equal(await office.seatsLeft(show), 7);
  });
});
