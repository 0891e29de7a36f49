import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";
import { eventually } from "../support/local-stack";

const ROOT = resolve(__dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/tables.md"), "utf8");
const run = promisify(execFile);

const blocks = (language: string): string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, "gm"))].map(([, text = ""]) => text);

const STACK = "config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: tickets } }\n";
const PROJECT = "name: tickets\nmain: index.ts\nruntime: nodejs\n";

/** Asks for parts of the table, whatever the link gives. */
const PROBE = `
import { DynamoDBClient, GetItemCommand, PutItemCommand, QueryCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import * as env from "serverless-tiers/runtime/env";
const client = new DynamoDBClient();
const { tableName: TableName } = env.table("tickets");
const Key = { holder: { S: "ada" }, ticketId: { S: "t-1" } };
const update = { TableName, Key, UpdateExpression: "SET seat = :seat", ExpressionAttributeValues: { ":seat": { N: "7" } } };
const query = { KeyConditionExpression: "#show = :show", ExpressionAttributeNames: { "#show": "show" } };
const calls = {
  attribute: new GetItemCommand({ TableName, Key, ProjectionExpression: "seat" }),
  "another attribute": new GetItemCommand({ TableName, Key, ProjectionExpression: "price" }),
  item: new GetItemCommand({ TableName, Key }),
  "item of another": new GetItemCommand({ TableName, Key: { ...Key, holder: { S: "bob" } } }),
  update: new UpdateItemCommand(update),
  "update that gives all back": new UpdateItemCommand({ ...update, ReturnValues: "ALL_NEW" }),
  put: new PutItemCommand({ TableName, Item: Key, ConditionExpression: "attribute_exists(#none)", ExpressionAttributeNames: { "#none": "none" } }),
  index: new QueryCommand({ TableName, IndexName: "by-show", ...query, ExpressionAttributeValues: { ":show": { S: "x" } } }),
};
export const handler = async () => {
  const answers = {};
  for (const [what, call] of Object.entries(calls))
    answers[what] = await client.send(call).then(() => "yes", ({ name }) => name);
  return { statusCode: 200, body: JSON.stringify(answers) };
};
`;

/** By the link that a function of its own has: what it may. Anything else is denied. */
const BOUND: Readonly<Record<string, readonly [link: string, may: readonly string[]]>> = {
  attributes: [`tickets.readWrite({ attributes: ["seat"] })`, ["attribute", "update"]],
  partitions: [`tickets.read({ leadingKeys: ["ada"] })`, ["attribute", "another attribute", "item"]],
  index: [`tickets.query("by-show")`, ["index"]],
  all: [
    "tickets.readWrite()",
    [
      "attribute",
      "another attribute",
      "item",
      "item of another",
      "update",
      "update that gives all back",
      "put",
      "index",
    ],
  ],
};

/** The page's program, with these functions on routes of another API. */
const withProbes = (program: string): string => {
  const routes = Object.entries(BOUND).map(
    ([name, [link]]) =>
      `"GET /${name}": { auth: "none", to: new LambdaFunction("bound-${name}", { entry: "handlers/probe.handler.ts", links: { tickets: ${link} } }) },`,
  );
  return `${program}\nexport const probesUrl = new RestApi("probes", { routes: {\n${routes.join("\n")}\n} }).url;\n`;
};

describe("docs/tables.md", function () {
  this.timeout(120_000);

  let folder = "";
  let cloud: LocalCloud;
  let url = "";
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "tickets-"));
    symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
    const files = blocks("ts").map((text) => [/^\/\/ (\S+)\n/.exec(text)?.[1] ?? "", text] as const);
    const own = [
      ["Pulumi.yaml", PROJECT],
      ["Pulumi.local.yaml", STACK],
      ["handlers/probe.handler.ts", PROBE],
    ] as const;
    for (const [path, text] of [...own, ...files]) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), path === "index.ts" ? withProbes(text) : text);
    }
    cloud = await startCloud({ root: folder, data: join(folder, ".local") });
    url = String(cloud.outputs.url);
  });
  after(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const shell = async (script: string): Promise<string> =>
    (await run("bash", ["--norc", "-euc", script], { env: { PATH: process.env.PATH, url } })).stdout;
  const get = async (path: string) => {
    const answer = await fetch(`${url}${path}`);
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const put = async (holder: string, ticketId: string, body: object) => {
    const path = `/holders/${encodeURIComponent(holder)}/tickets/${encodeURIComponent(ticketId)}`;
    const headers = { "content-type": "application/json" };
    return (await fetch(`${url}${path}`, { method: "PUT", headers, body: JSON.stringify(body) })).status;
  };
  const isSold = (show: string, count: number) =>
    eventually(
      () => get(`/shows/${encodeURIComponent(show)}/sold`),
      ({ body }) => body.sold === count,
      20_000,
    );

  it("is right, word for word", async () => {
    const [buying = "", reading = ""] = blocks("sh");
    const bought = await shell(buying);
    assert.deepEqual(
      [...bought.matchAll(/HTTP\/1\.1 (\d+)/g)].map(([, status]) => status),
      ["201", "409", "201", "201"],
    );
    await isSold("Hamlet", 3);
    const [one, none, page, next, sold] = (await shell(reading.replaceAll("\n", "; printf '\\037'\n"))).split("\u001f");
    assert.deepEqual(JSON.parse(one ?? ""), { ticketId: "t-1", seat: 7, show: "Hamlet" });
    assert.match(none ?? "", /^HTTP\/1\.1 404 [\s\S]*\{"message":"Not Found"\}\n?$/);
    const { items, next: token } = JSON.parse(page ?? "");
    assert.deepEqual(items, [
      { ticketId: "t-1", seat: 7 },
      { ticketId: "t-2", seat: 9 },
    ]);
    assert.match(token, /^[\w.=-]+$/);
    assert.deepEqual(JSON.parse(next ?? ""), { items: [{ ticketId: "t-3", seat: 10 }] });
    assert.equal(sold, '{"sold":3}');
  });

  it("keeps every value to the letter, from the request to the table and back", async () => {
    for (const text of [`it's "quoted" \\`, '"},"TableName":{"S":"x', "żółć 🚀 $x #end", "a/b?c=d&e", "{}"]) {
      assert.equal(await put(text, text, { show: text, seat: 1 }), 201, text);
      const path = `/holders/${encodeURIComponent(text)}/tickets/${encodeURIComponent(text)}`;
      assert.deepEqual(await get(path), { status: 200, body: { ticketId: text, seat: 1, show: text } });
      await isSold(text, 1);
    }
  });

  it("answers 400 for a page that is none, and never a 2xx", async () => {
    for (const after of ["x", "a.b.c", '{"show":{"S":"x"}}', "WA==.WA==.WA=="]) {
      const { status } = await get(`/shows/Hamlet/tickets?after=${encodeURIComponent(after)}`);
      assert.equal(status, 400, after);
    }
  });

  for (const [name, [link, may]] of Object.entries(BOUND))
    it(`lets a function do what ${link} says, and nothing else`, async () => {
      const answers = (await (await fetch(`${cloud.outputs.probesUrl}/${name}`)).json()) as Record<string, string>;
      const allowed = Object.keys(answers).filter((call) => answers[call] !== "AccessDeniedException");
      assert.deepEqual(allowed, may);
      const failed = allowed.filter(
        (call) => !["yes", "ConditionalCheckFailedException"].includes(answers[call] ?? ""),
      );
      assert.deepEqual(failed, []);
    });

  it("gives up what never can be counted, names it, and goes on", async () => {
    assert.equal(await put("eve", "t-bad", { show: "Faust", seat: -1 }), 201);
    assert.equal(await put("eve", "t-good", { show: "Faust", seat: 1 }), 201);
    await isSold("Faust", 1);
    const { accessKeyId, secretAccessKey } = {
      accessKeyId: cloud.environment.AWS_ACCESS_KEY_ID ?? "",
      secretAccessKey: cloud.environment.AWS_SECRET_ACCESS_KEY ?? "",
    };
    const client = new SQSClient({
      endpoint: cloud.endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId, secretAccessKey },
    });
    const { Messages = [] } = await client.send(
      new ReceiveMessageCommand({ QueueUrl: String(cloud.outputs.uncountedUrl), WaitTimeSeconds: 10 }),
    );
    const told = JSON.parse(Messages[0]?.Body ?? "{}");
    assert.equal(told.DDBStreamBatchInfo?.batchSize, 1);
    assert.equal(told.requestContext?.condition, "RetryAttemptsExhausted");
    client.destroy();
  });
});
