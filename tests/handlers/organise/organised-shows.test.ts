import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type ChangedShow, OrganisedShow } from "../../../contracts/organising";
import { changeShow } from "../../../handlers/organise/change-show";
import { createShow } from "../../../handlers/organise/create-show";
import { dynamoOrganisedShows } from "../../../handlers/organise/organised-shows.dynamodb";
import { dynamoShowPosters } from "../../../handlers/organise/show-posters.dynamodb";
import type { ShowReader } from "../../../handlers/shows/show-store";
import { dynamoShowReader } from "../../../handlers/shows/show-store.dynamodb";
import { aTicket, type BoxOffice, openBoxOffice } from "../../support/box-office";
import { refusal, told } from "../../support/problems";

const NEW = { title: "Eleven Umbrellas", city: "Ghent", startsAt: "2027-03-06T19:30:00.000Z", seats: 10, price: 1200 };

describe("shows of organisers", function () {
  this.timeout(60_000);

  let office: BoxOffice;
  let make: () => Promise<OrganisedShow>;
  let change: (showId: string | undefined, asked: Partial<ChangedShow>, as?: string) => Promise<unknown>;
  let reader: ShowReader<OrganisedShow>;
  const find = (showId: string) => reader.find(showId);
  before(async () => {
    office = await openBoxOffice();
    const shows = dynamoOrganisedShows(office.client, "shows");
    const create = createShow({ shows });
    make = async () => told(await create("olga", NEW))[1];
    const changing = changeShow({ shows });
    change = async (showId, asked, as = "olga") =>
      told(await changing(as, showId, { ...NEW, version: 1, ...asked }))[1];
    reader = dynamoShowReader(office.client, "shows", OrganisedShow);
  });
  after(() => office.close());

  it("are changed by one of many who saw the same version, and the others are told which there is", async () => {
    const { showId } = await make();
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        change(showId, { title: `Title ${index}`, startsAt: "2028-01-01T00:00:00.000Z" }),
      ),
    );
    const [won, ...more] = outcomes.flatMap((one) => (one.status === "fulfilled" ? [one.value as OrganisedShow] : []));
    assert.equal(more.length, 0);
    assert.deepEqual(await find(showId), won);
    assert.equal(won?.version, 2);
    for (const one of outcomes)
      if (one.status === "rejected")
        assert.deepEqual([one.reason.status, one.reason.options.more], [409, { version: 2 }]);
    // The indexes have it where it now is.
    const there = { from: "2028-01-01T00:00:00.000Z", to: "2028-01-01T00:00:00.000Z" };
    assert.deepEqual((await reader.list(there, 10)).shows, [won]);
  });

  it("have as many seats as are sold, whatever is booked and changed at once", async () => {
    for (let round = 0; round < 5; round++) {
      const { showId } = await make();
      const bookings = Array.from({ length: 12 }, () => office.tickets.book(aTicket({ showId, seats: 1 })));
      const changes = [4, 25, 1, 8].map((seats) => change(showId, { seats }).catch((error: unknown) => error));
      await Promise.all([...bookings, ...changes]);
      const { seats = 0, seatsLeft = 0 } = (await find(showId)) ?? {};
      assert.equal(seats - seatsLeft, await office.seatsTaken({ showId }));
      assert.ok(seatsLeft >= 0);
    }
  });

  it("are not those of somebody else, nor such as are none", async () => {
    const { showId } = await make();
    assert.equal((await refusal(change(showId, {}, "otto"))).status, 404);
    for (const id of [randomUUID(), undefined]) assert.equal((await refusal(change(id, {}))).status, 404);
    // Also of an old version nobody learns that there is one.
    assert.equal((await refusal(change(showId, { version: 9 }, "otto"))).status, 404);
    assert.equal((await find(showId))?.version, 1);
  });

  it("have the poster that was looked at last, in whatever order it is told", async () => {
    const posters = dynamoShowPosters(office.client, "shows");
    const { showId } = await make();
    const at = (second: number) => `2027-01-01T00:00:0${second}.000Z`;
    assert.equal(await posters.take(showId, "b", at(2)), undefined);
    // Of before: of no use itself, unless it is the same.
    assert.equal(await posters.take(showId, "a", at(1)), "a");
    assert.equal(await posters.take(showId, "b", at(1)), undefined);
    await posters.refuse(showId, "late", at(1));
    assert.deepEqual([(await find(showId))?.poster, (await find(showId))?.posterRefused], ["b", undefined]);
    await posters.refuse(showId, "no picture", at(3));
    assert.deepEqual([(await find(showId))?.poster, (await find(showId))?.posterRefused], ["b", "no picture"]);
    assert.deepEqual(
      [await posters.expect("otto", showId), await posters.expect("olga", randomUUID())],
      [false, false],
    );
    assert.equal((await find(showId))?.posterRefused, "no picture");
    assert.equal(await posters.expect("olga", showId), true);
    assert.equal((await find(showId))?.posterRefused, undefined);
    assert.equal(await posters.take(showId, "b", at(4)), undefined);
    assert.equal(await posters.take(showId, "c", at(5)), "b");
    assert.deepEqual([(await find(showId))?.poster, (await find(showId))?.version], ["c", 1]);
    const gone = randomUUID();
    assert.equal(await posters.take(gone, "a", at(1)), "a");
    await posters.refuse(gone, "no picture", at(1));
    assert.equal(await find(gone), undefined);
  });
});
