import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { type Show, ShowsQuery } from "../../../contracts/shows";
import { getShow } from "../../../handlers/shows/get-show";
import { listShows } from "../../../handlers/shows/list-shows";
import { aShow, type BoxOffice, NOW, openBoxOffice } from "../../support/box-office";
import { refusal, told } from "../../support/problems";

const TIMES = [
  "2026-12-31T23:59:59.999Z",
  NOW.toISOString(),
  "2027-02-01T19:00:00.000Z",
  "2027-02-01T19:00:00.000Z",
  "2027-02-01T19:00:00.000Z",
  "2027-12-31T20:00:00.000Z",
  "2028-01-01T20:00:00.000Z",
  "2029-01-15T12:00:00.000Z",
  "2029-01-15T12:00:00.001Z",
  "2045-06-01T20:00:00.000Z",
];

const inOrder = (shows: readonly Show[]) =>
  [...shows].sort((a, b) => (`${a.startsAt}${a.showId}` < `${b.startsAt}${b.showId}` ? -1 : 1));

describe("shows", function () {
  this.timeout(60_000);

  let office: BoxOffice;
  let list: (query: Record<string, string>) => ReturnType<ReturnType<typeof listShows>>;
  const all: Show[] = [];
  before(async () => {
    office = await openBoxOffice();
    const answer = listShows({ shows: office.shows, now: () => NOW });
    list = (query) => answer(ShowsQuery.parse(query));
    for (const city of ["Ghent", "Kraków"])
      for (const startsAt of TIMES) all.push(aShow({ city, startsAt, showId: randomUUID() }));
    await office.put(...all);
  });
  after(() => office.close());

  /** All pages of a question. */
  const pages = async (query: Record<string, string>) => {
    const read: Show[][] = [];
    let more: Record<string, string> = {};
    for (;;) {
      const [status, { shows, cursor }] = told(await list({ ...query, ...more }));
      assert.equal(status, 200);
      read.push(shows);
      if (cursor === undefined) return read;
      more = { cursor };
    }
  };
  const timesOf = async (query: Record<string, string>) => (await pages(query)).flat().map(({ startsAt }) => startsAt);
  const twice = (times: readonly string[]) => times.flatMap((time) => [time, time]);

  it("are those of the next two years unless asked otherwise, in the order in which they start", async () => {
    assert.deepEqual(await timesOf({}), twice(TIMES.slice(1, 8)));
    assert.deepEqual(await timesOf({ city: "Kraków" }), TIMES.slice(1, 8));
    assert.deepEqual(await timesOf({ city: "Krakow" }), []);
    assert.deepEqual(await timesOf({ from: "2000-01-01" }), twice(TIMES.slice(0, 8)));
    assert.deepEqual(await timesOf({ from: "2028-01-01" }), twice(TIMES.slice(6, 9)));
  });

  it("are those of a range, both ends and whole days with it", async () => {
    assert.deepEqual(await timesOf({ from: "2026-12-31", to: "2026-12-31" }), twice(TIMES.slice(0, 1)));
    assert.deepEqual(
      await timesOf({ from: "2027-02-01T20:00:00+01:00", to: "2027-02-01T19:00:00Z" }),
      twice(TIMES.slice(2, 5)),
    );
    assert.deepEqual(
      await timesOf({ city: "Ghent", from: "2027-02-01T19:00:00.001Z", to: "2028-01-01" }),
      TIMES.slice(5, 7),
    );
    assert.equal((await refusal(list({ from: "2028-01-02", to: "2028-01-01" }))).status, 400);
    assert.equal((await refusal(list({ to: "2026-01-01" }))).status, 400);
  });

  it("come in pages that put together are the list, whatever their size", async () => {
    const ranges: Record<string, string>[] = [{}, { city: "Ghent" }, { from: "2020-01-01", to: "2060-01-01" }];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...ranges), fc.integer({ min: 1, max: 25 }), async (range, limit) => {
        const read = await pages({ ...range, limit: String(limit) });
        const { city, from = NOW.toISOString(), to = "2029-01-15T12:00:00.000Z" } = range;
        const wanted = all.filter((s) => (!city || s.city === city) && s.startsAt >= from && s.startsAt <= to);
        assert.deepEqual(inOrder(read.flat()), inOrder(wanted));
        assert.deepEqual(
          read.flat().map(({ startsAt }) => startsAt),
          wanted.map(({ startsAt }) => startsAt).sort(),
        );
        for (const page of read) assert.ok(page.length <= limit);
        // Of a range that one request can read, only the last page is not full.
        if (!("to" in range)) for (const page of read.slice(0, -1)) assert.equal(page.length, limit);
      }),
      { numRuns: 40 },
    );
  });

  it("are not read without bound, however wide the range", async () => {
    let reads = 0;
    office.client.middlewareStack.add(
      (next) => (args) => {
        reads += 1;
        return next(args);
      },
      { step: "initialize", name: "count" },
    );
    const [, { shows, cursor }] = told(await list({ from: "2100-01-01", to: "2999-12-31" }));
    office.client.middlewareStack.remove("count");
    assert.deepEqual([shows, typeof cursor, reads], [[], "string", 10]);
  });

  it("of the next page are those of the same question, also when time goes on", async () => {
    const [, first] = told(await list({ limit: "5" }));
    const later = listShows({ shows: office.shows, now: () => new Date("2027-06-01") });
    const [, second] = told(await later(ShowsQuery.parse({ limit: "100", cursor: first.cursor })));
    assert.deepEqual(inOrder([...first.shows, ...second.shows]), inOrder((await pages({})).flat()));
    for (const [name = "", value = ""] of [
      ["city", "Ghent"],
      ["from", "2027-01-01"],
      ["to", "2028-01-01"],
    ])
      assert.equal((await refusal(list({ [name]: value, cursor: first.cursor }))).status, 400);
  });

  it("are not asked for with a cursor that is none", async () => {
    const [, { cursor }] = told(await list({ limit: "1" }));
    const [print, position] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const forged = (change: object) =>
      Buffer.from(JSON.stringify([print, { ...position, ...change }])).toString("base64url");
    const texts = [
      `${cursor}=`,
      `${cursor} `,
      cursor.slice(1),
      forged({ showId: "#seeded" }),
      forged({ startsAt: "yesterday" }),
      forged({ startsAt: "2999-01-01T00:00:00.000Z" }),
      forged({ to: "2020-01-01T00:00:00.000Z" }),
      forged({ startsAt: { S: "x" } }),
      forged({ year: "2027" }),
      "e30",
      "\u0000",
      "\ud800",
    ];
    for (const text of texts) assert.equal((await refusal(list({ cursor: text }))).status, 400, JSON.stringify(text));
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.json(), fc.base64String()), async (text) => {
        assert.equal((await refusal(list({ cursor: text.slice(0, 1024) }))).status, 400);
      }),
    );
  });

  it("are found by their ids alone, and have no more than the contract says", async () => {
    const get = getShow({ shows: office.shows });
    const [show = aShow()] = all;
    assert.deepEqual(told(await get(show.showId)), [200, show]);
    await office.shows.seed([]);
    for (const unknown of [randomUUID(), undefined]) assert.equal((await refusal(get(unknown))).status, 404);
    assert.equal((await pages({ from: "2000-01-01", to: "2099-12-31" })).flat().length, all.length);
  });
});
