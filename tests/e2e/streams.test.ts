import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient, ListStreamsCommand } from "@aws-sdk/client-kinesis";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";
import { eventuallyHolds } from "../support/eventually-holds";

const ROOT = resolve(__dirname, "../..");

const FILES: Readonly<Record<string, string>> = {
  "Pulumi.yaml": "name: streams\nmain: index.ts\nruntime: nodejs\n",
  "Pulumi.local.yaml": "config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: streams } }\n",
  "index.ts": `
import { LambdaFunction, Queue, RestApi, Stream, StreamConsumer } from "serverless-tiers";
const clicks = new Stream("clicks", { shards: 1, protection: "throw-away" });
const counted = new Queue("counted");
new StreamConsumer("count", {
  stream: clicks.stream(),
  function: { entry: "handlers/count.handler.ts", links: { counted: counted.send() } },
  onFailure: new Queue("uncounted"),
});
const relay = new LambdaFunction("relay", { entry: "handlers/relay.handler.ts", links: { clicks: clicks.put() } });
export const url = new RestApi("shop", {
  auth: "none",
  routes: { "POST /clicks/{page}": { to: clicks.put("path.page") }, "POST /relay": { to: relay } },
}).url;
export const countedUrl = counted.url;
`,
  "handlers/count.handler.ts": `
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import * as env from "serverless-tiers/runtime/env";
const sqs = new SQSClient();
const { url: QueueUrl } = env.queue("counted");
export const handler = async ({ Records }) => {
  for (const { kinesis } of Records) {
    const MessageBody = kinesis.partitionKey + " " + Buffer.from(kinesis.data, "base64");
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }));
  }
  return { batchItemFailures: [] };
};
`,
  "handlers/relay.handler.ts": `
import { KinesisClient, PutRecordCommand } from "@aws-sdk/client-kinesis";
import * as env from "serverless-tiers/runtime/env";
const kinesis = new KinesisClient();
export const handler = async ({ body }) => {
  await kinesis.send(new PutRecordCommand({ StreamName: env.stream("clicks").name, PartitionKey: "relay", Data: Buffer.from(body) }));
  return { statusCode: 202, body: "" };
};
`,
};

describe("a Kinesis stream behind an API", function () {
  this.timeout(120_000);
  const folder = mkdtempSync(join(tmpdir(), "streams-"));
  let cloud: LocalCloud;
  before(async () => {
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    cloud = await startCloud({ root: folder, data: join(folder, ".local") });
  });
  after(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const client = () =>
    new KinesisClient({
      endpoint: cloud.endpoint,
      region: "eu-west-1",
      credentials: {
        accessKeyId: cloud.environment.AWS_ACCESS_KEY_ID ?? "",
        secretAccessKey: cloud.environment.AWS_SECRET_ACCESS_KEY ?? "",
      },
    });

  const records = async () => {
    const kinesis = client();
    const { StreamNames: [StreamName] = [] } = await kinesis.send(new ListStreamsCommand({}));
    const { ShardIterator } = await kinesis.send(
      new GetShardIteratorCommand({ StreamName, ShardId: "shardId-000000000000", ShardIteratorType: "TRIM_HORIZON" }),
    );
    const { Records = [] } = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    return Records.map(({ PartitionKey, Data }) => [PartitionKey, Buffer.from(Data ?? []).toString()]);
  };

  it("takes bodies to the letter, in the order of their partition key, from routes and from functions", async () => {
    const url = String(cloud.outputs.url);
    const bodies = ['{"at":1,"who":"Zoë \\"quoted\\" $x"}', '{"at":2}'];
    for (const body of bodies) {
      const answer = await fetch(`${url}/clicks/ho%20me`, {
        method: "POST",
        body,
        headers: { "content-type": "application/json" },
      });
      const told = (await answer.json()) as Record<string, string>;
      assert.deepEqual([answer.status, Object.keys(told)], [202, ["sequenceNumber", "shardId", "requestId"]]);
      assert.match(told.sequenceNumber ?? "", /^\d+$/);
    }
    assert.equal((await fetch(`${url}/relay`, { method: "POST", body: "by hand" })).status, 202);
    await eventuallyHolds(async () =>
      assert.deepEqual(await records(), [...bodies.map((body) => ["ho me", body]), ["relay", "by hand"]]),
    );
  });

  it("refuses a partition key that is too long as the client's own", async () => {
    const answer = await fetch(`${String(cloud.outputs.url)}/clicks/${"x".repeat(257)}`, {
      method: "POST",
      body: "{}",
      headers: { "content-type": "application/json" },
    });
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /does not accept the record/);
  });
});
