import assert from "node:assert/strict";
import {
  checkRules,
  nextWindow,
  type RotationRules,
} from "../../../../local/services/secretsmanager/rotation/schedule";

const AT = Date.parse("2026-11-30T11:20:00Z");

const window = (rules: RotationRules): string => {
  checkRules(rules);
  const { from, until } = nextWindow(rules, AT) ?? { from: 0, until: 0 };
  return `${new Date(from).toISOString().slice(0, 16)} ${new Date(until).toISOString().slice(0, 19)}`;
};
const expression = (ScheduleExpression: string, Duration?: string) =>
  window({ ScheduleExpression, ...(Duration ? { Duration } : {}) });

describe("the rotation schedule of a secret", () => {
  it("opens a window at midnight of the day, and closes it at its end, where it is one of days", () => {
    assert.equal(window({ AutomaticallyAfterDays: 10 }), "2026-12-10T00:00 2026-12-10T23:59:59");
    assert.equal(window({ AutomaticallyAfterDays: 1, Duration: "3h" }), "2026-12-01T00:00 2026-12-01T02:59:59");
    assert.equal(expression("rate(10 days)"), "2026-12-10T00:00 2026-12-10T23:59:59");
    assert.equal(expression("rate(1 day)", "2h"), "2026-12-01T00:00 2026-12-01T01:59:59");
  });

  it("closes a window of hours after one hour", () => {
    assert.equal(expression("rate(4 hours)"), "2026-11-30T15:00 2026-11-30T15:59:59");
    assert.equal(expression("cron(0 8/8 * * ? *)"), "2026-11-30T16:00 2026-11-30T16:59:59");
    assert.equal(expression("cron(0 1,13 * * ? *)", "2h"), "2026-11-30T13:00 2026-11-30T14:59:59");
  });

  it("reads the cron expressions of AWS's own examples", () => {
    assert.equal(expression("cron(0 16 1,15 * ? *)", "2h"), "2026-12-01T16:00 2026-12-01T17:59:59");
    assert.equal(expression("cron(0 0 ? * SUN#1 *)"), "2026-12-06T00:00 2026-12-06T23:59:59");
    assert.equal(expression("cron(0 16 L * ? *)"), "2026-11-30T16:00 2026-11-30T23:59:59");
    assert.equal(expression("cron(0 18 ? * MON-FRI *)"), "2026-11-30T18:00 2026-11-30T23:59:59");
    assert.equal(expression("cron(0 20 15W * ? *)"), "2026-12-15T20:00 2026-12-15T23:59:59");
  });

  it("refuses what is no schedule, or too close, or a window that reaches the next one", () => {
    const refused = (rules: RotationRules, text: RegExp) =>
      assert.throws(() => checkRules(rules), { code: "InvalidParameterException", message: text }, String(text));
    refused({ AutomaticallyAfterDays: 0 }, /must be within 1-1000/);
    refused({ AutomaticallyAfterDays: 1_001 }, /must be within 1-1000/);
    refused({ AutomaticallyAfterDays: 1.5 }, /must be within 1-1000/);
    refused({ AutomaticallyAfterDays: 1, ScheduleExpression: "rate(1 day)" }, /can't specify both/);
    for (const ScheduleExpression of [
      "every day",
      "rate(3 hours)",
      "rate(1000 days)",
      "rate(4 minutes)",
      "cron(0 0/2 * * ? *)",
      "cron(0 1,2 * * ? *)",
      "cron(5 16 1 * ? *)",
      "cron(0 16 * * * *)",
      "cron(0 16 ? * ? *)",
      "cron(0 16 1 * ? 2027)",
      "cron(0 24 1 * ? *)",
      "cron(zz)",
    ]) {
      refused({ ScheduleExpression }, /^Invalid ScheduleExpression: /);
    }
    refused({ ScheduleExpression: "rate(4 hours)", Duration: "5h" }, /must not extend into the next rotation window/);
    refused({ AutomaticallyAfterDays: 2, Duration: "30h" }, /Invalid Duration/);
    refused({ AutomaticallyAfterDays: 2, Duration: "3" }, /Invalid Duration/);
  });
});
