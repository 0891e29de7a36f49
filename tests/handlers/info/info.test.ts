import assert from "node:assert/strict";
import fc from "fast-check";
import { DatabaseUnavailableError } from "../../../components/runtime/database";
import { Venue, VenuesQuery } from "../../../contracts/info";
import { Show } from "../../../contracts/shows";
import { getVenue } from "../../../handlers/info/get-venue";
import { searchVenues } from "../../../handlers/info/search-venues";
import { postgresVenueStore } from "../../../handlers/info/venue-store.postgres";
import { catalogue } from "../../../handlers/shows/catalogue";
import { answerTo, refusal, told } from "../../support/problems";
import { startDatabase, type TestDatabase } from "../../support/test-database";

describe("pages of venues", function () {
  this.timeout(60_000);

  let database: TestDatabase;
  let all: Venue[];
  let search: (query: Record<string, string>) => ReturnType<ReturnType<typeof searchVenues>>;
  before(async () => {
    database = await startDatabase("venues");
    const answer = searchVenues({ venues: postgresVenueStore(database) });
    search = (query) => answer(VenuesQuery.parse(query));
    all = (await pages({ limit: "100" })).flat();
  });
  after(() => database?.stop());

  /** All pages of a question. */
  const pages = async (query: Record<string, string>) => {
    const read: Venue[][] = [];
    let more: Record<string, string> = {};
    for (;;) {
      const [status, { venues, cursor }] = told(await search({ ...query, ...more }));
      assert.equal(status, 200);
      read.push(venues);
      if (cursor === undefined) return read;
      more = { cursor };
    }
  };
  const idsOf = async (words: string) => (await pages({ search: words })).flat().map(({ venueId }) => venueId);

  it("fit the contract, each with its source, and are those of the shows too", async () => {
    assert.ok(all.length >= 20);
    for (const venue of all) {
      assert.deepEqual(Venue.parse(venue), venue);
      assert.match(venue.source, /^https:\/\/en\.wikipedia\.org\/wiki\//);
    }
    const cityOf = new Map(all.map(({ venueId, city }) => [venueId, city]));
    for (const show of catalogue(new Date())) {
      assert.deepEqual(Show.parse(show), show);
      assert.equal(cityOf.get(show.venueId), show.city, show.venueId);
    }
  });

  it("are found by their ids alone", async () => {
    const get = getVenue({ venues: postgresVenueStore(database) });
    const [venue] = all;
    assert.ok(venue);
    assert.deepEqual(told(await get(venue.venueId)), [200, venue]);
    for (const unknown of ["nowhere", undefined]) assert.equal((await refusal(get(unknown))).status, 404);
    const { statusCode, headers } = await answerTo(() => get("nowhere"));
    assert.deepEqual([statusCode, headers?.["Content-Type"]], [404, "application/problem+json"]);
  });

  it("are all there without a search, by their ids", async () => {
    const ids = all.map(({ venueId }) => venueId);
    assert.deepEqual(ids, [...ids].sort());
    assert.deepEqual((await pages({ limit: "3" })).flat(), all);
  });

  it("are found by the words in them, in any form, the best first", async () => {
    assert.equal((await idsOf("opera"))[0], "oslo-opera-house");
    assert.deepEqual(await idsOf("designed glass facade"), ["harpa"]);
    assert.deepEqual(await idsOf("facades glasses"), ["harpa"]);
    assert.deepEqual(await idsOf("Kraków"), ["slowacki-theatre"]);
    assert.deepEqual(await idsOf("unheard-of"), []);
  });

  it("are found as operators say, which are words where they say nothing", async () => {
    assert.deepEqual((await idsOf("Sydney or Oslo")).sort(), ["oslo-opera-house", "sydney-opera-house"]);
    assert.deepEqual(await idsOf('"golden hall"'), ["musikverein"]);
    assert.ok(!(await idsOf("opera -Sydney")).includes("sydney-opera-house"));
    assert.deepEqual(await idsOf("harpa &|!():*<->"), ["harpa"]);
  });

  it("are no other venues whatever is searched for, and never an error", async () => {
    const ids = new Set(all.map(({ venueId }) => venueId));
    const texts = [
      "the and of",
      '"',
      '"""\'\'',
      "-",
      "or or or",
      "' or 1=1 --",
      "'; drop table venues; --",
      "$1 $$ \\ %s \\x00 \\u0000",
      "a:* & !b <-> (c | d)",
      "&".repeat(200),
      "-".repeat(200),
      "- ".repeat(100),
      "-&".repeat(100),
      '-"'.repeat(100),
      '-""'.repeat(60),
      "-a".repeat(100),
      "-a ".repeat(60),
      "a or ".repeat(40),
      "😀".repeat(50),
      "\u202e\u200b\u0301",
    ];
    for (const text of texts) for (const id of await idsOf(text)) assert.ok(ids.has(id), text);
    for (const empty of ["the and of", '"', "&".repeat(200), "'; drop table venues; --"])
      assert.deepEqual(await idsOf(empty), [], empty);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", minLength: 1, maxLength: 200 }), async (text) => {
        const query = VenuesQuery.safeParse({ search: text, limit: "100" });
        if (!query.success) return assert.ok(text.includes("\0") || text.length > 200 || !text.isWellFormed());
        for (const id of await idsOf(text)) assert.ok(ids.has(id), JSON.stringify(text));
      }),
    );
    const operators = fc.string({ unit: fc.constantFrom(..."-\"'&|!<>:*() aor"), minLength: 20, maxLength: 200 });
    await fc.assert(
      fc.asyncProperty(operators, async (text) => {
        for (const id of await idsOf(text)) assert.ok(ids.has(id), JSON.stringify(text));
      }),
      { numRuns: 500 },
    );
    assert.deepEqual((await pages({ limit: "100" })).flat(), all);
  });

  it("are not searched for by more than 200 characters, U+0000, or half a character", () => {
    for (const text of ["x".repeat(201), "x".repeat(3000), "ha\0rpa", "\0", "\ud800"])
      assert.ok(!VenuesQuery.safeParse({ search: text }).success, JSON.stringify(text.slice(0, 9)));
  });

  it("come in pages that put together are the list, whatever their size, also where many are equally good", async () => {
    const ranks = await database.rows(
      "select count(distinct ts_rank(page, q))::int as ranks, count(*)::int as hits from venues, websearch_to_tsquery('english', 'hall') q where page @@ q",
    );
    const [{ ranks: different, hits }] = ranks as [{ ranks: number; hits: number }];
    assert.ok(different < hits, "some are equally good");
    for (const words of ["hall", "opera", "concert or opera", "designed", "-harpa"]) {
      const whole = (await pages({ search: words, limit: "100" })).flat();
      assert.ok(whole.length > 3);
      for (const limit of [1, 2, 3, 7, whole.length]) {
        const read = await pages({ search: words, limit: String(limit) });
        assert.deepEqual(read.flat(), whole);
        for (const page of read.slice(0, -1)) assert.equal(page.length, limit);
      }
    }
  });

  it("go on behind a venue that is gone, and end behind the last one", async () => {
    const whole = (await pages({ search: "hall", limit: "100" })).flat();
    const first = told(await search({ search: "hall", limit: "2" }))[1];
    const again = await startDatabase("venues");
    try {
      const [, last] = whole;
      assert.ok(last);
      await again.query({ name: "gone", text: "delete from venues where venue_id = $1", values: [last.venueId] });
      const others = searchVenues({ venues: postgresVenueStore(again) });
      const query = VenuesQuery.parse({ search: "hall", limit: "100", cursor: first.cursor });
      assert.deepEqual(told(await others(query))[1], { venues: whole.slice(2) });
      await again.query({ name: "none", text: "delete from venues", values: [] });
      assert.deepEqual(told(await others(query))[1], { venues: [] });
    } finally {
      await again.stop();
    }
  });

  it("are not asked for with a cursor that is none, or that of another search", async () => {
    const [, { cursor }] = told(await search({ search: "hall", limit: "1" }));
    const [print, position] = JSON.parse(Buffer.from(cursor, "base64url").toString());
    const forged = (change: object) =>
      Buffer.from(JSON.stringify([print, { ...position, ...change }])).toString("base64url");
    for (const text of [
      `${cursor}=`,
      cursor.slice(1),
      forged({ rank: -1 }),
      forged({ rank: 1e300 }),
      forged({ rank: "NaN" }),
      forged({ rank: null }),
      forged({ venueId: "' or 1=1" }),
      forged({ more: 1 }),
      "e30",
      "\u0000",
    ])
      assert.equal((await refusal(search({ search: "hall", cursor: text }))).status, 400, JSON.stringify(text));
    assert.equal((await refusal(search({ search: "halls", cursor }))).status, 400);
    assert.equal((await refusal(search({ cursor }))).status, 400);
    // Any other place in the list may be named; behind the last one is nothing.
    assert.deepEqual(told(await search({ search: "hall", cursor: forged({ rank: 0 }) }))[1], { venues: [] });
  });

  it("are asked for again later while the database is away", async () => {
    const away = async () => {
      throw new DatabaseUnavailableError(new Error("connect ECONNREFUSED 10.0.0.1:5432"));
    };
    const venues = { find: away, search: away };
    for (const work of [() => getVenue({ venues })("harpa"), () => searchVenues({ venues })(VenuesQuery.parse({}))]) {
      const { statusCode, headers, body } = await answerTo(work);
      assert.deepEqual([statusCode, headers?.["Retry-After"]], [503, "15"]);
      assert.ok(!body.includes("10.0.0.1"));
    }
  });

  it("use the index, as a database with many of them shows", async () => {
    await database.query({ name: "off", text: "set enable_seqscan = off", values: [] });
    const plan = await database.rows(
      "explain select venue_id from venues, websearch_to_tsquery('english', 'opera') q where page @@ q",
    );
    assert.match(JSON.stringify(plan), /venues_by_page/);
  });
});
