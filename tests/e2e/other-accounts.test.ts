import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";

const ROOT = resolve(__dirname, "../..");

const FILES: Readonly<Record<string, string>> = {
  "Pulumi.yaml": "name: accounts\nmain: index.ts\nruntime: nodejs\n",
  "Pulumi.local.yaml": "config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: accounts } }\n",
  "index.ts": `
import * as z from "zod";
import { EventBus, eventContract, EventRule, functionOf, LambdaFunction, RestApi } from "serverless-tiers";
const Made = eventContract({ source: "shop", name: "made", detail: z.object({ id: z.string() }) });
const quote = new LambdaFunction("quote", { entry: "handlers/quote.handler.ts", accounts: ["123456789012"] });
const far = "arn:aws:lambda:eu-west-1:123456789012:function:quote:live";
const bus = new EventBus("shop", { events: [Made], accounts: ["123456789012"] });
const partner = EventBus.adopt("partner", { name: "shop", arn: "arn:aws:events:eu-west-1:123456789012:event-bus/shop", events: [Made] });
export const shopUrl = new RestApi("shop", {
  auth: "none",
  routes: {
    "GET /near": { to: functionOf(quote.aliasArn) },
    "GET /far": { to: functionOf(far) },
    "POST /made": { to: bus.put(Made), body: Made.detail },
  },
}).url;
export const deadLetters = new EventRule("pass-on", { bus, on: Made, to: partner.put(Made), retry: { attempts: 0 } }).deadLetters.url;
`,
  "handlers/quote.handler.ts": `export const handler = async () => ({ statusCode: 200, body: "near" });`,
};

describe("what is of another account", function () {
  this.timeout(120_000);

  let folder = "";
  let cloud: LocalCloud;
  const lines: string[] = [];
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "accounts-"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    for (const [path, text] of Object.entries(FILES)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const note = (_: string, text: string) => void lines.push(text);
    cloud = await startCloud({
      root: folder,
      data: join(folder, ".local"),
      log: { info: note, warn: note, output: note },
    });
  });
  after(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("a function is not that of the same name here", async () => {
    const near = await fetch(`${cloud.outputs.shopUrl}/near`);
    assert.deepEqual([near.status, await near.text()], [200, "near"]);
    assert.equal((await fetch(`${cloud.outputs.shopUrl}/far`)).status, 502);
    assert.ok(
      lines.some((line) =>
        /function:quote:live is of account 123456789012, and this cloud has one account, 0{12}/.test(line),
      ),
      lines.join("\n"),
    );
  });

  it("a bus gets nothing, and the event is kept as a dead letter that says why", async () => {
    const made = { method: "POST", headers: { "content-type": "application/json" }, body: '{"id":"1"}' };
    assert.equal((await fetch(`${cloud.outputs.shopUrl}/made`, made)).status, 202);
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = cloud.environment;
    const credentials = { accessKeyId, secretAccessKey };
    const sqs = new SQSClient({ endpoint: cloud.endpoint, region: "eu-west-1", credentials });
    const { Messages: [letter] = [] } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: String(cloud.outputs.deadLetters),
        WaitTimeSeconds: 10,
        MessageAttributeNames: ["All"],
      }),
    );
    sqs.destroy();
    assert.match(
      String(letter?.MessageAttributes?.ERROR_MESSAGE?.StringValue),
      /event-bus\/shop is of account 123456789012, and this cloud has one account/,
    );
    assert.deepEqual(JSON.parse(String(letter?.Body)).detail, { id: "1" });
  });
});
