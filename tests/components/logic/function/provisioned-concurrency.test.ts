import assert from "node:assert/strict";
import { join } from "node:path";
import { registered, the } from "serverless-tiers-local/testing";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import type { ProvisionedConcurrency } from "../../../../components/logic/function/provisioned-concurrency";

const ENTRY = join(__dirname, "echo.handler.ts");
const CONFIG = "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig";
const TARGET = "aws:appautoscaling/target:Target";
const ACTION = "aws:appautoscaling/scheduledAction:ScheduledAction";

const OPEN = { when: "cron(0 8 ? * MON-FRI *)", instances: 5 } as const;
const CLOSED = { when: "cron(0 19 ? * MON-FRI *)", instances: 0 } as const;

const make = (provisionedConcurrency?: ProvisionedConcurrency, reservedConcurrency?: number) =>
  registered(
    () =>
      new LambdaFunction("organise", {
        entry: ENTRY,
        ...(provisionedConcurrency !== undefined && { provisionedConcurrency }),
        ...(reservedConcurrency !== undefined && { reservedConcurrency }),
      }),
  );

describe("instances of a function that are kept ready", () => {
  it("are none unless they are asked for", async () => {
    const types = new Set((await make()).map(({ type }) => type));
    assert.deepEqual(
      [CONFIG, TARGET, ACTION].filter((type) => types.has(type)),
      [],
    );
  });

  it("are always as many, of the alias that callers invoke", async () => {
    const made = await make(3);
    const { functionName: _, ...inputs } = the(made, CONFIG, "organise-provisioned").inputs;
    assert.deepEqual(inputs, { qualifier: "live", provisionedConcurrentExecutions: 3 });
    assert.equal(
      made.some(({ type }) => type === TARGET),
      false,
    );
  });

  it("are as many as the clock says, and what it has set stays when the program runs again", async () => {
    const made = await make({ schedule: { open: OPEN, closed: CLOSED }, timeZone: "Europe/Brussels" });
    const target = the(made, TARGET, "organise-scaling");
    const { resourceId, ...inputs } = target.inputs;
    assert.match(String(resourceId), /^function:organise-\w+:live$/);
    assert.deepEqual(inputs, {
      serviceNamespace: "lambda",
      scalableDimension: "lambda:function:ProvisionedConcurrency",
      minCapacity: 0,
      maxCapacity: 5,
    });
    assert.deepEqual(target.ignoreChanges, ["minCapacity", "maxCapacity"]);
    for (const [key, { when, instances }] of Object.entries({ open: OPEN, closed: CLOSED }))
      assert.deepEqual(the(made, ACTION, `organise-scaling-${key}`).inputs, {
        serviceNamespace: "lambda",
        scalableDimension: "lambda:function:ProvisionedConcurrency",
        resourceId,
        schedule: when,
        timezone: "Europe/Brussels",
        scalableTargetAction: { minCapacity: instances, maxCapacity: instances },
      });
    assert.equal(
      made.some(({ type }) => type === CONFIG),
      false,
    );
  });

  for (const [given, message, reserved] of [
    [0, "provisionedConcurrency must be a whole number from 1 to 100000 (it is 0)"],
    [1.5, "provisionedConcurrency must be a whole number from 1 to 100000 (it is 1.5)"],
    [3, "provisionedConcurrency must be a whole number from 1 to 2 (it is 3)", 2],
    [{ schedule: {} }, "provisionedConcurrency.schedule must at some time have instances"],
    [{ schedule: { closed: CLOSED } }, "provisionedConcurrency.schedule must at some time have instances"],
    [
      { schedule: { open: { ...OPEN, instances: -1 } } },
      "provisionedConcurrency.schedule.open.instances must be a whole number from 0",
    ],
    [
      { schedule: { open: { ...OPEN, when: "cron(0 8 * * * *)" } } },
      "provisionedConcurrency.schedule.open.when must have ? for exactly one",
    ],
    [{ schedule: { Open: OPEN } }, "provisionedConcurrency.schedule.Open is no name of a change"],
    [{ schedule: { open: OPEN }, timeZone: "Mars" }, "provisionedConcurrency.timeZone must be a time zone"],
  ] as const)
    it(`are refused before anything is made: ${message}`, async () => {
      const made = await registered(() =>
        assert.throws(
          () =>
            new LambdaFunction("organise", {
              entry: ENTRY,
              provisionedConcurrency: given as ProvisionedConcurrency,
              ...(reserved !== undefined && { reservedConcurrency: reserved }),
            }),
          (error: Error) => {
            assert.ok(error.message.startsWith(`organise: ${message}`), error.message);
            return error.name === "ArgsError";
          },
        ),
      );
      assert.deepEqual(made, []);
    });
});
