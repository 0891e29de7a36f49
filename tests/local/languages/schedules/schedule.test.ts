import assert from "node:assert/strict";
import { parseSchedule } from "../../../../local/languages/schedules/schedule";
import { ScheduleError } from "../../../../local/languages/schedules/schedule-error";

const next = (expression: string, from: string, timeZone = "UTC") => {
  const found = parseSchedule(expression, timeZone).next(Date.parse(from), 0);
  return found === undefined ? undefined : new Date(found).toISOString().replace(":00.000Z", "Z");
};

describe("schedule expressions", () => {
  // A Monday.
  const NOW = "2026-11-30T15:00:00Z";
  const CASES: readonly (readonly [expression: string, expected: string | undefined])[] = [
    ["0 10 * * ? *", "2026-12-01T10:00Z"],
    ["0/15 * * * ? *", "2026-11-30T15:15Z"],
    ["0 18 ? * MON-FRI *", "2026-11-30T18:00Z"],
    ["0 0 L * ? *", "2026-12-31T00:00Z"],
    ["0 0 L-3 * ? *", "2026-12-28T00:00Z"],
    ["0 0 LW 1 ? *", "2027-01-29T00:00Z"], // the 31st is a Sunday
    ["0 0 15W 8 ? *", "2027-08-16T00:00Z"], // a Sunday: the Monday after it
    ["0 0 1W 5 ? *", "2027-05-03T00:00Z"], // a Saturday: not in the month before
    ["0 0 ? * 6L *", "2026-12-25T00:00Z"],
    ["0 0 ? * 2#1 *", "2026-12-07T00:00Z"],
    ["0 0 ? * FRI#5 *", "2027-01-29T00:00Z"],
    ["0 0 ? * L *", "2026-12-05T00:00Z"],
    ["0 0 29 2 ? *", "2028-02-29T00:00Z"],
    ["0 0 31 2 ? *", undefined],
    ["0 0 1 1 ? 2020", undefined],
  ];
  for (const [expression, expected] of CASES) {
    it(`cron(${expression}) comes ${expected ?? "no more"}`, () =>
      assert.equal(next(`cron(${expression})`, NOW), expected));
  }

  it("rates count from where they began, and one time comes once", () => {
    assert.equal(next("rate(5 minutes)", NOW), "2026-11-30T15:05Z");
    assert.equal(next("at(2026-12-01T00:00:00)", NOW, "Europe/Brussels"), "2026-11-30T23:00Z");
    assert.equal(next("at(2026-11-30T15:00:00)", NOW), undefined);
  });

  it("hours that a clock skips do not come, those that it shows twice come once", () => {
    const daily = (from: string) => next("cron(30 2 * * ? *)", from, "Europe/Brussels");
    assert.equal(daily("2026-03-28T12:00:00Z"), "2026-03-30T00:30Z");
    assert.equal(daily("2026-10-24T12:00:00Z"), "2026-10-25T00:30Z");
    assert.equal(daily("2026-10-25T00:30:00Z"), "2026-10-26T01:30Z");
  });

  for (const wrong of [
    ...["rate(1 minutes)", "rate(5 minute)", "rate(0 minutes)", "rate(10 seconds)", "rate()", " rate(5 minutes)"],
    ...["cron()", "cron(0 1 * * * *)", "cron(0 1 ? * ? *)", "cron(71 8 1 * ? *)", "cron(7 20 * * NOT *)"],
    ...["cron(0 0 32 * ? *)", "cron(5-2 * * * ? *)", "cron(*/0 * * * ? *)", "cron(0 0 ? * 2#6 *)", "at(2026-12-31)"],
    ...["at(2026-12-31T23:59:59Z)", "every 5 minutes"],
  ]) {
    it(`${JSON.stringify(wrong)} is none`, () => assert.throws(() => parseSchedule(wrong), ScheduleError));
  }
});
