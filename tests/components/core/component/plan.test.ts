import assert from "node:assert/strict";
import { listed, registered, the } from "serverless-tiers-local/testing";
import { ArgsError, planQueue, planQueueConsumer, Queue, QueueConsumer } from "../../../../components";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
const QUEUE = "aws:sqs/queue:Queue";

describe("a plan", () => {
  it("makes nothing, and what is made of it is what its arguments would have made", async () => {
    const args = { consumerTimeout: "5 seconds", maxReceiveCount: 3 } as const;
    assert.deepEqual(await registered(() => planQueue("jobs", args)), []);
    const plan = planQueue("jobs", args);
    const planned = await registered(() => new Queue("jobs", plan));
    const made = await registered(() => new Queue("jobs", args));
    assert.deepEqual(listed(planned), listed(made));
    assert.deepEqual(the(planned, QUEUE, "jobs").inputs, the(made, QUEUE, "jobs").inputs);
  });

  it("is for one name", () => {
    assert.throws(
      () => planQueue("others", planQueue("jobs")),
      new ArgsError("others", "arguments", "must be the plan of others (it is that of jobs)"),
    );
  });

  it("is for one kind of component", () => {
    const queue = planQueue("jobs") as never;
    assert.throws(() => planQueueConsumer("jobs", queue), { name: "ArgsError", message: /^jobs: \w+ is unknown/ });
  });

  it("may stand on the plan of another part, which is named once it is made", async () => {
    const queue = planQueue("jobs", { consumerTimeout: "5 seconds" });
    const plan = planQueueConsumer("work", { queue, function: { entry: ENTRY } });
    const made = await registered(() => new QueueConsumer("work", { ...plan, queue: new Queue("jobs", queue) }));
    assert.equal(the(made, "aws:lambda/function:Function", "work").inputs.timeout, 5);
  });
});
