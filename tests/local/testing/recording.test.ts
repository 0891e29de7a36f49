import assert from "node:assert/strict";
import { resolve } from "node:path";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import {
  dependencies,
  evaluateProgram,
  isUnknown,
  listed,
  registered,
  resolved,
  the,
  UNKNOWN,
} from "serverless-tiers-local/testing";

describe("the evaluation of a program in a test", () => {
  it("returns registrations that only earlier ones led to", async () => {
    const made = await registered(() => {
      const first = new sqs.Queue("first");
      const second = new sqs.Queue("second", { kmsMasterKeyId: first.arn });
      new sqs.Queue("third", { kmsMasterKeyId: second.arn });
    });

    assert.deepEqual(listed(made), [
      "aws:sqs/queue:Queue first",
      "aws:sqs/queue:Queue second",
      "aws:sqs/queue:Queue third",
    ]);
    assert.deepEqual(dependencies(the(made, "aws:sqs/queue:Queue", "third")), ["aws:sqs/queue:Queue second"]);
  });

  it("answers as AWS would in an update, and leaves ids unknown in a preview", async () => {
    const queues: sqs.Queue[] = [];
    const program = () => queues.push(new sqs.Queue("orders"));
    await registered(program);
    await registered(program, { preview: true });

    const [updated, previewed] = queues;
    assert.ok(updated && previewed);
    assert.match(await resolved(updated.arn), /^arn:aws:sqs:eu-west-1:000000000000:orders-[0-9a-f]{7}$/);
    assert.equal(await isUnknown(updated.arn), false);
    assert.equal(await isUnknown(previewed.arn), true);
  });

  it("rejects when the program throws, and an output when it fails", async () => {
    await assert.rejects(
      registered(() => {
        throw new Error("wrong argument");
      }),
      /wrong argument/,
    );
    const failing = pulumi.output("x").apply((): string => {
      throw new Error("wrong value");
    });
    await assert.rejects(resolved(failing), /wrong value/);
  });

  it("says what there is when a registration is not found", () => {
    assert.throws(
      () => the([], "aws:sqs/queue:Queue", "orders"),
      /0 registrations of aws:sqs\/queue:Queue orders among/,
    );
  });

  it("hands over project, stack and configuration, and those of one evaluation are none of the next", async () => {
    const read = () => [pulumi.getProject(), pulumi.getStack(), new pulumi.Config().get("size")];
    let seen: unknown[] = [];
    const program = () => {
      seen = read();
    };
    await registered(program, { project: "shop", stack: "dev", config: { "shop:size": "3" } });
    assert.deepEqual(seen, ["shop", "dev", "3"]);
    await registered(program);
    assert.deepEqual(seen, ["project", "stack", undefined]);
  });
});

describe("the evaluation of the program of a stack in a test", function () {
  this.timeout(30_000);
  const root = resolve(__dirname, "../../packages/consumer");

  it("returns what it registers, exports and prints", async () => {
    const { registrations, outputs, printed } = await evaluateProgram({ root, stack: "local" });
    assert.equal(the(registrations, "aws:sqs/queue:Queue", "notes").inputs.visibilityTimeoutSeconds, 60);
    assert.match(String(outputs.url), /^https:\/\/\w+\.execute-api\.eu-west-1\.amazonaws\.com\/v1$/);
    assert.match(printed.join("\n"), /^warning: .* notes: the API writes no logs;/);
  });

  it("leaves in a preview unknown what only an update would tell", async () => {
    const { outputs } = await evaluateProgram({ root, stack: "local", preview: true });
    assert.equal(outputs.queueUrl, UNKNOWN);
  });

  it("rejects for a stack that is not there", () =>
    assert.rejects(evaluateProgram({ root, stack: "prod" }), /no Pulumi\.prod\.yaml in .*: its stacks are local/));
});
