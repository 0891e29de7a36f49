import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { createSqsService } from "../../../../local/services/sqs/service";
import { type Lambda, resourceContext, startLambda } from "./deployed";

const ARN = "arn:aws:sqs:eu-west-1:000000000000:";

describe("an event source mapping of a FIFO queue", () => {
  let folder: string;
  let lambda: Lambda;
  let sqs: ReturnType<typeof createSqsService>;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "tiers-fifo-"));
    lambda = startLambda();
    sqs = lambda.cloud.directory.sqs;
  });
  after(async () => {
    await lambda.close();
    await sqs.stop?.();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Messages are named after their groups: `a1` is of group `a`. */
  const start = async (
    source: string,
    code: string,
    messages: readonly string[],
    inputs: object,
    hiddenSeconds = 1,
  ) => {
    const name = `${source}.fifo`;
    const type = sqs.resources.find((each) => each.type.endsWith(":Queue"));
    const fifo = { name, fifoQueue: true, contentBasedDeduplication: true, visibilityTimeoutSeconds: hiddenSeconds };
    await type?.create(fifo, resourceContext(name));
    for (const body of messages) await send(name, body);
    await lambda.deploy(source, code, { timeout: hiddenSeconds });
    await lambda.create("EventSourceMapping", `${source}-mapping`, {
      eventSourceArn: ARN + name,
      functionName: source,
      ...inputs,
    });
  };
  const send = async (name: string, MessageBody: string) => {
    const principal = lambda.cloud.access.find(lambda.cloud.access.administrator.accessKeyId)?.principal;
    if (!principal || !sqs.handle) throw new Error("no administrator");
    const QueueUrl = `http://127.0.0.1:1/000000000000/${name}`;
    const { status, body } = await sqs.handle({
      principal,
      method: "POST",
      url: "/",
      requestId: "r",
      headers: { "x-amz-target": "AmazonSQS.SendMessage", "content-type": "application/x-amz-json-1.0" },
      body: Buffer.from(JSON.stringify({ QueueUrl, MessageBody, MessageGroupId: MessageBody.charAt(0) })),
    });
    assert.equal(status, 200, body.toString());
  };
  const marked = (source: string) => lambda.lines(source).flatMap((line) => line.split("MARK ")[1] ?? []);
  const logged = async (source: string, count: number): Promise<readonly string[]> => {
    for (let tries = 0; tries < 1_000; tries += 1) {
      const values = marked(source);
      if (values.length >= count) return values;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${source} logged ${JSON.stringify(lambda.lines(source))}`);
  };
  const empty = async (name: string) => {
    for (let tries = 0; tries < 1_000; tries += 1) {
      if (sqs.queues.messages(ARN + name).length === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    throw new Error(`${name} is not empty`);
  };

  it("has one batch of a group going at a time, in order, and several groups at once", async () => {
    const begun = join(folder, "b1-has-begun");
    const code = `const { existsSync, writeFileSync } = require("node:fs");
    exports.handler = async ({ Records: [{ body, attributes }] }) => {
      console.log("MARK begin " + body);
      const { SequenceNumber, MessageGroupId } = attributes;
      if (!/^\\d{20}$/.test(SequenceNumber) || MessageGroupId !== body[0]) throw new Error("attributes");
      if (body === "b1") writeFileSync("${begun}", "");
      while (body === "a1" && !existsSync("${begun}")) await new Promise((resolve) => setTimeout(resolve, 10));
      console.log("MARK end " + body);
    }`;
    await start("groups", code, ["a1", "a2", "b1", "a3", "b2"], { batchSize: 1 }, 10);
    const lines = await logged("groups", 10);
    for (const [group, messages] of [
      ["a", ["a1", "a2", "a3"]],
      ["b", ["b1", "b2"]],
    ] as const) {
      assert.deepEqual(
        lines.filter((line) => line.split(" ")[1]?.startsWith(group)),
        messages.flatMap((message) => [`begin ${message}`, `end ${message}`]),
      );
    }
    await empty("groups.fifo");
  });

  it("brings a failed batch again before anything else of its groups", async () => {
    const code = `let failed = false;
    exports.handler = async ({ Records }) => {
      console.log("MARK " + Records.map(({ body }) => body).join(" "));
      if (!failed) { failed = true; throw new Error("once"); }
    }`;
    await start("fails", code, ["a1", "a2", "a3"], { batchSize: 2 });
    assert.deepEqual(await logged("fails", 3), ["a1 a2", "a1 a2", "a3"]);
    await empty("fails.fifo");
  });

  it("deletes what was done before the first failure that is reported; the rest comes again in order", async () => {
    const code = `let failed = false;
    exports.handler = async ({ Records }) => {
      console.log("MARK " + Records.map(({ body }) => body).join(" "));
      if (failed) return { batchItemFailures: [] };
      failed = true;
      return { batchItemFailures: Records.slice(1).map(({ messageId }) => ({ itemIdentifier: messageId })) };
    }`;
    await start("reports", code, ["a1", "a2", "a3"], { functionResponseTypes: ["ReportBatchItemFailures"] });
    assert.deepEqual(await logged("reports", 2), ["a1 a2 a3", "a2 a3"]);
    await empty("reports.fifo");
  });
});
