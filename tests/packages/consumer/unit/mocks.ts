// A unit test with Pulumi's own mocks.
import assert from "node:assert/strict";
import { it } from "node:test";
import * as pulumi from "@pulumi/pulumi";
import { LambdaFunction, Queue } from "serverless-tiers";

pulumi.runtime.setMocks({
  newResource: ({ name, inputs }) => ({ id: `${name}-id`, state: { ...inputs, name, arn: `arn:of:${name}` } }),
  call: ({ inputs }) => inputs,
});

const known = <T>(output: pulumi.Output<T>): Promise<T> => new Promise((resolve) => void output.apply(resolve));

it("makes components under Pulumi's own mocks", async () => {
  const jobs = new Queue("jobs");
  const work = new LambdaFunction("work", { entry: "handlers/greet.handler.ts", links: { jobs: jobs.send() } });
  assert.equal(await known(jobs.arn), "arn:of:jobs");
  assert.equal(await known(work.name), "work");
});

it("refuses wrong arguments before anything is made", () => {
  assert.throws(() => new Queue("jobs", { maxReceiveCount: 0 }), /^ArgsError: jobs: maxReceiveCount must be /);
});
