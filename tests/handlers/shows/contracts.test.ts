import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { ShowsQuery } from "../../../contracts/shows";
import { Booking } from "../../../contracts/tickets";

describe("what a client may ask", () => {
  const booking = { showId: randomUUID(), seats: 2, clientToken: "t-1" };
  const fits = (change: object) => Booking.safeParse({ ...booking, ...change }).success;

  it("is a booking of 1 to 1,000 seats under a token", () => {
    for (const change of [{}, { seats: 1 }, { seats: 1000 }, { clientToken: "żółć 🚀".repeat(16) }])
      assert.ok(fits(change), JSON.stringify(change));
    assert.equal(Booking.parse({ ...booking, showId: booking.showId.toUpperCase() }).showId, booking.showId);
  });

  it("is no booking with anything else in any field", () => {
    const texts = ["", "\0", "a\0b", "\ud800", "x".repeat(2 ** 20), "{}", " ", "'; --", "../..", "__proto__"];
    for (const value of [0, -1, 1001, 1.5, 2 ** 53, "2", "", null, true, [2], { N: "2" }, Number.NaN])
      assert.ok(!fits({ seats: value }), `seats ${JSON.stringify(value)}`);
    for (const value of [...texts, 1, null, [booking.showId], {}, `${booking.showId} `])
      assert.ok(!fits({ showId: value }), `showId ${JSON.stringify(value).slice(0, 40)}`);
    for (const value of ["", "\0", "a\0b", "\ud800x", "x".repeat(129), "x".repeat(2 ** 20), 1, null, [], {}])
      assert.ok(!fits({ clientToken: value }), `clientToken ${JSON.stringify(value).slice(0, 40)}`);
    for (const text of [
      `{"showId":"${booking.showId}","seats":2,"clientToken":"t","__proto__":{"seats":1}}`,
      `{"showId":"${booking.showId}","seats":2,"clientToken":"t","constructor":{}}`,
      `{"showId":"${booking.showId}","__proto__":{"seats":2,"clientToken":"t"}}`,
      `{"showId":"${booking.showId}","seats":2,"clientToken":"t","holder":"bo"}`,
      "[]",
      "null",
      '"x"',
      "[".repeat(10_000) + "]".repeat(10_000),
    ])
      assert.ok(!Booking.safeParse(JSON.parse(text)).success, text.slice(0, 100));
  });

  it("is a list of shows by city, range and page", () => {
    assert.deepEqual(ShowsQuery.parse({}), { limit: 20 });
    assert.deepEqual(ShowsQuery.parse({ from: "2027-03-06", to: "2027-03-06", limit: "100" }), {
      from: "2027-03-06T00:00:00.000Z",
      to: "2027-03-06T23:59:59.999Z",
      limit: 100,
    });
    for (const query of [
      ...["0", "101", "-1", "1e1", "0x10", " 5", "5 ", "1.0", "٣", "Infinity", "1".repeat(400)].map((limit) => ({
        limit,
      })),
      ...[
        "",
        "yesterday",
        "2027-02-30",
        "2027-13-01",
        "1999-12-31",
        "+010000-01-01",
        "2027-03-06T25:00:00Z",
        "2027-03-06T10:00",
      ].map((from) => ({ from })),
      ...["\0", "\ud800", "x".repeat(65)].map((city) => ({ city })),
      { cursor: "x".repeat(1025) },
      { ctiy: "Ghent" },
      JSON.parse('{"__proto__":"x"}'),
    ])
      assert.ok(!ShowsQuery.safeParse(query).success, JSON.stringify(query).slice(0, 80));
    for (const limit of ["0", "101", "1000", "ten"])
      assert.deepEqual(
        ShowsQuery.safeParse({ limit }).error?.issues.map(({ message }) => message),
        ["must be a whole number from 1 to 100"],
      );
  });
});
