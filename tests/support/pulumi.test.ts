import assert from "node:assert/strict";
import * as sqs from "@pulumi/aws/sqs";
import * as pulumi from "@pulumi/pulumi";
import { dependencies, isUnknown, listed, registered, resolved, the } from "./pulumi";

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
});
