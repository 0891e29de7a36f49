import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { startCloud } from "../../../local/start/start-cloud";

const PROGRAM = `
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const jobs = new aws.sqs.Queue("jobs");
const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const deny = { Effect: "Deny", Principal: "*", Action: "sqs:*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
new aws.sqs.QueuePolicy("by-id", { queueUrl: jobs.id, policy: jobs.arn.apply((arn) => policy({ ...deny, Resource: arn })) });
const trust = { Effect: "Allow", Principal: { Service: "lambda.amazonaws.com" }, Action: "sts:AssumeRole" };
const role = new aws.iam.Role("work", { assumeRolePolicy: policy(trust) });
const text = "exports.handler = async () => process.env.JOBS;";
const work = new aws.lambda.Function("work", {
  role: role.arn,
  runtime: "nodejs22.x",
  handler: "index.handler",
  code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(text) }),
  environment: { variables: { JOBS: jobs.url } },
});
export const url = jobs.url;
export const id = jobs.id;
export const arn = work.arn;
`;

describe("an unchanged program on another port", function () {
  this.timeout(60_000);

  let root = "";
  before(() => {
    root = mkdtempSync(join(realpathSync(tmpdir()), "port-"));
    symlinkSync(resolve(__dirname, "../../../node_modules"), join(root, "node_modules"));
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\n");
    writeFileSync(join(root, "Pulumi.local.yaml"), "config:\n  aws:region: eu-west-1\n");
    writeFileSync(join(root, "index.ts"), PROGRAM);
  });
  // What was killed may still be dying, and writing.
  after(() => rmSync(root, { recursive: true, maxRetries: 20, retryDelay: 100 }));

  /** What a start changes, where the endpoint is, and what outputs and the function say of the queue. */
  const run = async () => {
    const kinds: string[] = [];
    const log = { info: () => {}, warn: () => {}, output: () => {} };
    const running = await startCloud({ root, port: 0, log, onEvent: ({ kind }) => kinds.push(kind) });
    try {
      const { url, id, arn } = running.outputs.outputs;
      const { endpoint, directory } = running.cloud;
      const { payload } = await directory.lambda.functions.invoke(String(arn), "{}", { as: "eventSourceMapping" });
      return { kinds, endpoint, urls: [url, id, JSON.parse(payload.toString())] };
    } finally {
      await running.close();
    }
  };

  it("changes nothing, and everybody hears of the queue's new URL", async () => {
    const [before, after] = [await run(), await run()];
    assert.notEqual(after.endpoint, before.endpoint);
    assert.deepEqual(before.kinds, ["create", "create", "create", "create"]);
    assert.deepEqual(after.kinds, ["same", "same", "same", "same"]);
    for (const { endpoint, urls } of [before, after]) {
      const [url] = urls;
      assert.ok(String(url).startsWith(`${endpoint}/000000000000/jobs-`), String(url));
      assert.deepEqual(urls, [url, url, url]);
    }
  });
});
