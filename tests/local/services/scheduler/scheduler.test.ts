import assert from "node:assert/strict";
import { setImmediate as turn } from "node:timers/promises";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:inbox";

describe("scheduler", () => {
  let cloud: TestCloud;
  let roleArn: string;
  beforeEach(async () => {
    cloud = await startTestCloud();
    await cloud.resource("aws:sqs/queue:Queue").create({ name: "inbox" }, resourceContext("inbox"));
    const may = [{ Effect: "Allow", Action: "sqs:SendMessage", Resource: QUEUE }] as const;
    roleArn = await cloud.role("scheduled", may, "scheduler.amazonaws.com");
  });
  afterEach(() => cloud.close());

  const schedule = (inputs: object, target: object = {}) =>
    cloud.resource("aws:scheduler/schedule:Schedule").create(
      {
        name: "often",
        flexibleTimeWindow: { mode: "OFF" },
        target: { arn: QUEUE, roleArn, input: "<aws.scheduler.scheduled-time>", ...target },
        ...inputs,
      },
      resourceContext("often"),
    );
  const bodies = () => cloud.sqs.queues.messages(QUEUE).map(({ body }) => body);
  const settled = async () => {
    for (let n = 0; n < 30; n += 1) await turn();
  };
  const at = (ms: number) => new Date(ms).toISOString().slice(0, 19);

  it("calls its target when it is due, with the rights of its role", async () => {
    const begin = cloud.clock.now();
    await schedule({ scheduleExpression: "rate(1 hour)" });
    for (const _ of [1, 2]) {
      cloud.clock.advanceBy(3_600_000);
      await settled();
    }
    assert.deepEqual(bodies(), [`${at(begin + 3_600_000)}Z`, `${at(begin + 7_200_000)}Z`]);
  });

  it("comes once at a time, in its own time zone, and goes when it is asked to", async () => {
    const due = Math.ceil(cloud.clock.now() / 1_000) * 1_000 + 60_000;
    const offset = 9 * 3_600_000; // Tokyo has no summer time
    const { id } = await schedule({
      scheduleExpression: `at(${at(due + offset)})`,
      scheduleExpressionTimezone: "Asia/Tokyo",
      actionAfterCompletion: "DELETE",
    });
    cloud.clock.advanceBy(3_600_000);
    await settled();
    assert.deepEqual(bodies(), [`${at(due)}Z`]);
    assert.equal(await cloud.resource("aws:scheduler/schedule:Schedule").read?.(id, {}), undefined);
  });

  it("says what is wrong before anything is made", () => {
    const { check } = cloud.resource("aws:scheduler/schedule:Schedule");
    const refused = (inputs: object) =>
      check?.({ flexibleTimeWindow: { mode: "OFF" }, target: { arn: QUEUE, roleArn }, ...inputs }).map(
        ({ property, reason }) => `${property} ${reason}`,
      );
    assert.deepEqual(refused({ scheduleExpression: "rate(1 hour)" }), []);
    assert.deepEqual(refused({ scheduleExpression: "rate(1 hours)" }), [
      "scheduleExpression Invalid Schedule Expression rate(1 hours).",
    ]);
    assert.match(
      String(
        refused({
          scheduleExpression: "rate(1 hour)",
          target: { arn: "arn:aws:ecs:eu-west-1:000000000000:cluster/c", roleArn },
        }),
      ),
      /^target .*not emulated/,
    );
  });
});
