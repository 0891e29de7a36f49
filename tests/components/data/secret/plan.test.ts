import assert from "node:assert/strict";
import type { Link } from "../../../../components/core/rights/link";
import type { SecretArgs } from "../../../../components/data/secret/args";
import { planSecret } from "../../../../components/data/secret/plan";

const MASTER: Link = { description: "sign in", grants: [], environment: () => ({}) };

describe("the plan of a secret", () => {
  const plan = (args: SecretArgs = {}) => planSecret("key", args);
  const schedule = (rotation: SecretArgs["rotation"]) => plan({ rotation }).rotation?.schedule;
  const refused = (args: unknown, message: string) =>
    it(`refuses ${JSON.stringify(args)}`, () =>
      assert.throws(() => planSecret("key", args as SecretArgs), { name: "ArgsError", message: `key: ${message}` }));

  it("has defaults that can be had back for a month and tell of what failed", () => {
    assert.deepEqual(Object.fromEntries(Object.entries(plan())), {
      name: "key",
      description: undefined,
      value: undefined,
      rotation: undefined,
      kmsKeyArn: undefined,
      recoveryDays: 30,
      alarms: { topicArn: undefined },
      retention: undefined,
      transform: undefined,
    });
    assert.deepEqual(plan({ rotation: {} }).rotation, {
      schedule: { scheduleExpression: "rate(30 days)" },
      length: 32,
      credentials: undefined,
      users: "single",
    });
  });

  it("says a schedule in the words of Secrets Manager", () => {
    assert.deepEqual(schedule({ every: "4 hours" }), { scheduleExpression: "rate(4 hours)" });
    assert.deepEqual(schedule({ every: "24 hours", window: "3 hours" }), {
      scheduleExpression: "rate(1 day)",
      duration: "3h",
    });
    assert.deepEqual(schedule({ at: "cron(0 16 1,15 * ? *)" }), { scheduleExpression: "cron(0 16 1,15 * ? *)" });
  });

  refused(
    { value: "x", rotation: {} },
    "rotation must not be there beside value: what is rotated is made by the rotation; leave one out",
  );
  refused({ valueVersion: 2 }, "valueVersion must not be there without value, whose changes it counts");
  refused({ value: "x", valueVersion: 0 }, "valueVersion must be a whole number from 1 to 2147483647 (it is 0)");
  refused({ recovery: "3 days" }, 'recovery must be 7 to 30 days, or "0 days" for none (it is "3 days")');
  refused({ recovery: "31 days" }, 'recovery must be at most "30 days" (it is "31 days")');
  refused({ rotation: { every: "3 hours" } }, 'rotation.every must be at least "4 hours" (it is "3 hours")');
  refused(
    { rotation: { every: "270 minutes" } },
    'rotation.every must be whole hours, or whole days (it is "270 minutes")',
  );
  refused({ rotation: { window: "90 minutes" } }, 'rotation.window must be whole hours (it is "90 minutes")');
  refused(
    { rotation: { every: "1 day", at: "cron(0 16 1 * ? *)" } },
    "rotation.at must not be there beside every: either says when; leave one out",
  );
  refused(
    { rotation: { at: "cron(5 16 1 * ? *)" } },
    'rotation.at must be "cron(0 hours day-of-month month day-of-week *)", "cron(0 16 1,15 * ? *)" (it is "cron(5 16 1 * ? *)")',
  );
  refused({ rotation: { length: 7 } }, "rotation.length must be a whole number from 8 to 1024 (it is 7)");
  refused(
    { rotation: { users: "alternating" } },
    'rotation.users must be "single" without credentials: only users of a database take turns',
  );
  refused(
    { rotation: { credentials: { user: "x" } } },
    "rotation.credentials.master must be the link to the master user of a database (it is not set)",
  );
  refused(
    {
      rotation: {
        credentials: { user: "x".repeat(58), master: { ...MASTER, environment: MASTER.environment } },
        users: "alternating",
      },
    },
    "rotation.credentials.user must be at most 57 bytes long, for the second one is called <user>_clone",
  );
});
