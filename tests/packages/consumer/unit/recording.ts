// A unit test with what `serverless-tiers-local/testing` has, of a function and of the whole program.
import assert from "node:assert/strict";
import { it } from "node:test";
import { Queue } from "serverless-tiers";
import { evaluateProgram, listed, registered, startCloud, the } from "serverless-tiers-local/testing";

it("sees what a function registers", async () => {
  const made = await registered(() => new Queue("jobs", { consumerTimeout: "5 seconds", alarms: false }));
  const { visibilityTimeoutSeconds } = the(made, "aws:sqs/queue:Queue", "jobs").inputs;
  assert.equal(visibilityTimeoutSeconds, 30);
});

it("sees what the program of a stack registers", async () => {
  const { registrations } = await evaluateProgram({ stack: "local" });
  assert.ok(listed(registrations).includes("serverless-tiers:index:RestApi notes"));
});

it("calls the program on a local cloud", async () => {
  const cloud = await startCloud();
  try {
    const { url } = cloud.outputs;
    const answer = await fetch(`${url}/greetings/ada`);
    assert.deepEqual(await answer.json(), { greeting: "Hello ada" });
  } finally {
    await cloud.close();
  }
});
