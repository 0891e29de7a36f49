import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { Queue } from "../../../../components/messaging/queue/queue";
import type { ScheduleArgs } from "../../../../components/messaging/schedule/args";
import { Schedule } from "../../../../components/messaging/schedule/schedule";

describe("a schedule", () => {
  const deploy = async (args: Partial<ScheduleArgs> = {}) => {
    const schedules: Schedule[] = [];
    const made = await registered(() => {
      const to = new Queue("jobs").send();
      schedules.push(new Schedule("tick", { when: "rate(5 minutes)", to, ...args }));
    });
    const [schedule] = schedules;
    assert.ok(schedule);
    return { made, schedule };
  };

  it("calls its target with a role that may do nothing else, and keeps what failed", async () => {
    const { made, schedule } = await deploy({ input: { a: 1 }, within: "15 minutes", timeZone: "Europe/Brussels" });
    assert.deepEqual(
      listed(made).filter((each) => / tick(-|$)/.test(each)),
      [
        "aws:cloudwatch/metricAlarm:MetricAlarm tick-dead-letters-alarm",
        "aws:iam/role:Role tick-role",
        "aws:iam/rolePolicy:RolePolicy tick-policy",
        "aws:scheduler/schedule:Schedule tick",
        "aws:sqs/queue:Queue tick-dead-letters",
        "aws:sqs/queuePolicy:QueuePolicy tick-dead-letters-policy",
        "serverless-tiers:index:Schedule tick",
      ],
    );
    const { inputs } = the(made, "aws:scheduler/schedule:Schedule", "tick");
    assert.deepEqual(inputs.flexibleTimeWindow, { mode: "FLEXIBLE", maximumWindowInMinutes: 15 });
    assert.equal(inputs.scheduleExpressionTimezone, "Europe/Brussels");
    const target = inputs.target as Record<string, unknown>;
    assert.equal(target.input, '{"a":1}');
    assert.deepEqual(target.deadLetterConfig, { arn: await resolved(schedule.deadLetters.arn) });
    const { policy } = the(made, "aws:iam/rolePolicy:RolePolicy", "tick-policy").inputs;
    assert.deepEqual(
      JSON.parse(String(policy)).Statement.map(({ Action }: { Action: unknown }) => Action),
      [["sqs:SendMessage"], ["sqs:SendMessage"]],
    );
  });

  for (const [args, message] of [
    [{ when: "rate(1 minutes)" }, /tick: when must be a rate such as/],
    [{ when: "cron(0 10 * * * *)" }, /tick: when must have \? for exactly one/],
    [{ when: "cron(0 10 * * ?)" }, /tick: when must have six fields/],
    [{ when: "at(2030-01-02T03:04:05Z)" }, /tick: when must be one time/],
    [{ when: "hourly" }, /tick: when must be "rate\(…\)", "cron\(…\)" or "at\(…\)"/],
    [{ timeZone: "Europe/Ghent" }, /tick: timeZone must be a time zone/],
    [{ within: "90 seconds" }, /tick: within must be a whole number of minutes/],
    [{ retry: { attempts: 186 } }, /tick: retry.attempts must be a whole number from 0 to 185/],
  ] as const) {
    it(`refuses ${JSON.stringify(args)}`, () =>
      registered(() => {
        const to = new Queue("jobs").send();
        const given = { when: "rate(1 hour)", to, ...args } as unknown as ScheduleArgs;
        assert.throws(() => new Schedule("tick", given), message);
      }));
  }
});
