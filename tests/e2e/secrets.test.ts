import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
} from "@aws-sdk/client-secrets-manager";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";
import { jsonCall } from "../local/wire/signatures/signed-call";
import { eventuallyHolds } from "../support/eventually-holds";

const ROOT = resolve(__dirname, "../..");
const PAGE = readFileSync(join(ROOT, "docs/secrets.md"), "utf8");
const BANK = "the-key-of-the-bank-0123456789";
const PARTNER = "the-key-of-the-partner-0123456789";

const STACK = `config:\n  aws:region: eu-west-1\n  aws:defaultTags: { tags: { project: shop } }\n  shop:bankKey: ${BANK}\n`;
const PROJECT = "name: shop\nmain: index.ts\nruntime: nodejs\n";

/** Files of the page, by the comment in their first lines. */
const pageFiles = (): [path: string, text: string][] =>
  [...PAGE.matchAll(/^```ts\n(\/\/ (\S+)\n[\s\S]*?)^```/gm)].map(([, text = "", path = ""]) => [path, text]);

/** A program in a folder of its own. */
const programFolder = (files: readonly (readonly [path: string, text: string])[]): string => {
  const folder = mkdtempSync(join(tmpdir(), "shop-"));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  for (const [path, text] of [["Pulumi.yaml", PROJECT], ["Pulumi.local.yaml", STACK], ...files] as const) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
};

const clientOf = ({ environment: env }: LocalCloud) =>
  new SecretsManagerClient({
    region: env.AWS_REGION ?? "",
    endpoint: env.AWS_ENDPOINT_URL ?? "",
    credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "" },
  });

describe("docs/secrets.md", function () {
  this.timeout(120_000);
  let folder = "";
  let cloud: LocalCloud;
  let client: SecretsManagerClient;
  const lines: string[] = [];
  const hear = (_: string, line: string) => void lines.push(line);

  before(async () => {
    folder = programFolder(pageFiles());
    const log = { info: hear, warn: hear, output: hear };
    cloud = await startCloud({ root: folder, data: join(folder, ".local"), log });
    client = clientOf(cloud);
  });
  after(async () => {
    client?.destroy();
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const value = async () =>
    (await client.send(new GetSecretValueCommand({ SecretId: String(cloud.outputs.signingArn) }))).SecretString ?? "";
  const signed = async () => {
    const answer = await fetch(`${cloud.outputs.url}/sign/hello`);
    return { status: answer.status, body: (await answer.json()) as Record<string, string> };
  };
  const hmac = (key: string) => createHmac("sha256", key).update("hello").digest("hex");

  it("is answered as a failure until somebody has put the value that the program does not know", async () => {
    assert.equal((await signed()).status, 502);
    const SecretId = String(cloud.outputs.partnerArn);
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: PARTNER }));
    assert.deepEqual((await signed()).body, {
      signing: hmac(await value()),
      bank: hmac(BANK),
      partner: hmac(PARTNER),
    });
  });

  it("has a value of the first deployment, and another one after a rotation", async () => {
    const first = await value();
    assert.match(first, /^[A-Za-z0-9]{32}$/);
    await client.send(new RotateSecretCommand({ SecretId: String(cloud.outputs.signingArn) }));
    await eventuallyHolds(async () => assert.notEqual(await value(), first), 20_000);
  });

  it("has its values in no log and in no output", async () => {
    const told = [...lines, JSON.stringify(cloud.outputs)].join("\n");
    assert.match(told, /has no value yet/);
    for (const text of [BANK, PARTNER, await value()]) assert.ok(!told.includes(text));
  });
});

/** A database whose writer signs in by a secret, and a handler that makes many connections. */
const DATABASE_PROGRAM: readonly (readonly [path: string, text: string])[] = [
  [
    "index.ts",
    `
import { Database, LambdaFunction, Network, RestApi, Secret, type Link } from "serverless-tiers";

const network = new Network("main", { nat: "none" });
const database = new Database("shop", {
  network, migrations: "migrations", capacity: { min: 0.5, max: 8 }, protection: "throw-away",
});
const { cluster, writer, migration } = database.nodes;
const reaches = database.writer().reaches;
const certificates = database.writer().certificates;
const at = (name: string) => ({
  [name + "_HOST"]: database.endpoint, [name + "_PORT"]: "5432", [name + "_DATABASE"]: database.databaseName,
});
const secretArn = cluster.masterUserSecrets.apply(([secret]) => secret!.secretArn);
const master: Link = {
  description: "sign in as master",
  grants: [{ actions: ["secretsmanager:GetSecretValue"], resources: [secretArn] }],
  environment: (link) => ({ ...at(link.toUpperCase()), [link.toUpperCase() + "_SECRET_ARN"]: secretArn }),
  ...(certificates ? { certificates } : {}), ...(reaches ? { reaches } : {}),
  service: "secretsmanager",
  dependsOn: [writer, migration],
};
const secret = new Secret("app", { rotation: { credentials: { user: "app", master } }, recovery: "0 days" });
const read = secret.read();
const count = new LambdaFunction("count", {
  entry: "handlers/count.handler.ts",
  links: { store: { ...read, ...(certificates ? { certificates } : {}), ...(reaches ? { reaches } : {}) } },
});
export const url = new RestApi("shop", { routes: { "GET /count": { to: count, auth: "none" } } }).url;
export const secretArnOut = secret.arn;
`,
  ],
  ["migrations/0001-shows.sql", "create table shows (id int); create role app login; grant select on shows to app;\n"],
  [
    "handlers/count.handler.ts",
    `
import { Client } from "pg";
import { sqlState } from "serverless-tiers/runtime/database";
import * as env from "serverless-tiers/runtime/env";
import { json } from "serverless-tiers/runtime/rest";
import { openSecret } from "serverless-tiers/runtime/secret";

const secret = openSecret(env.secret("store"));
const connect = async (value: string) => {
  const { host, port, dbname: database, username: user, password } = JSON.parse(value);
  const client = new Client({ host, port, database, user, password, ssl: { rejectUnauthorized: true } });
  await client.connect();
  return client;
};
let connection: { client: Client; uses: number } | undefined;
export const handler = async () => {
  connection ??= { client: await secret.use(connect, (error) => sqlState(error) === "28P01"), uses: 0 };
  const { client } = connection;
  const { rows } = await client.query("select count(*)::int as count from shows");
  if (++connection.uses >= 10) { connection = undefined; await client.end(); }
  return json(200, rows[0]);
};
`,
  ],
];

const KEYS_PROGRAM: readonly (readonly [path: string, text: string])[] = [
  [
    "index.ts",
    `
import { Key, LambdaFunction, Queue, RestApi, Secret, Table, type Link } from "serverless-tiers";

const key = new Key("shared", { protection: "throw-away" });
const jobs = new Queue("jobs", { encryption: "own" });
const secret = new Secret("bank", { encryption: key, value: "v", recovery: "0 days" });
const table = new Table("shows", { key: { partition: "id" }, encryption: key, protection: "throw-away" });
const without = (link: Link): Link => ({
  ...link,
  grants: link.grants.filter(({ actions }) => !actions[0]?.startsWith("kms:")),
});
const entry = "handlers/use.handler.ts";
const linked = (name: string, change: (link: Link) => Link) =>
  new LambdaFunction(name, {
    entry,
    links: { jobs: change(jobs.send()), bank: change(secret.read()), shows: change(table.readWrite()) },
  });
const routes = {
  "GET /with": { to: linked("with-key", (link) => link), auth: "none" },
  "GET /without": { to: linked("without-key", without), auth: "none" },
  "POST /jobs": { to: jobs.send(), auth: "none" },
} as const;
export const url = new RestApi("shop", { routes }).url;
export const queueKey = jobs.nodes.key!.kmsKeyArn;
`,
  ],
  [
    "handlers/use.handler.ts",
    `
import { DynamoDBClient, PutItemCommand } from "@aws-sdk/client-dynamodb";
import { SQSClient, SendMessageCommand } from "@aws-sdk/client-sqs";
import * as env from "serverless-tiers/runtime/env";
import { json } from "serverless-tiers/runtime/rest";
import { openSecret } from "serverless-tiers/runtime/secret";

const [sqs, dynamodb] = [new SQSClient(), new DynamoDBClient()];
const { tableName: TableName } = env.table("shows");
const bank = openSecret(env.secret("bank"));
const attempt = (work: Promise<unknown>) => work.then(() => "done", ({ name }) => name);
export const handler = async () =>
  json(200, {
    queue: await attempt(sqs.send(new SendMessageCommand({ QueueUrl: process.env.JOBS_QUEUE_URL, MessageBody: "m" }))),
    secret: await attempt(bank.value()),
    table: await attempt(dynamodb.send(new PutItemCommand({ TableName, Item: { id: { S: "1" } } }))),
  });
`,
  ],
];

describe("keys of one's own", function () {
  this.timeout(120_000);
  let folder = "";
  let cloud: LocalCloud;

  before(async () => {
    folder = programFolder(KEYS_PROGRAM);
    cloud = await startCloud({ root: folder, data: join(folder, ".local") });
  });
  after(async () => {
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const get = async (path: string) => (await fetch(`${cloud.outputs.url}${path}`)).json();
  const post = async () =>
    (
      await fetch(`${cloud.outputs.url}/jobs`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      })
    ).status;

  it("are used by exactly the links that need them, of functions and of the gateway", async () => {
    assert.deepEqual(await get("/with"), { queue: "done", secret: "done", table: "done" });
    assert.deepEqual(await get("/without"), {
      queue: "KmsAccessDenied",
      secret: "AccessDeniedException",
      table: "AccessDeniedException",
    });
    assert.equal(await post(), 202);
  });

  it("fail their users while they are disabled", async () => {
    const { environment: env } = cloud;
    const connection = {
      region: env.AWS_REGION ?? "",
      endpoint: env.AWS_ENDPOINT_URL ?? "",
      credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "" },
    };
    const kms = (operation: string) =>
      jsonCall({ client: connection }, "kms", `TrentService.${operation}`, { KeyId: cloud.outputs.queueKey });
    await kms("DisableKey");
    assert.equal(((await get("/with")) as { queue: string }).queue, "KmsDisabled");
    assert.ok((await post()) >= 400);
    await kms("EnableKey");
    assert.equal(await post(), 202);
  });
});

describe("a secret that is rotated while it is in use", function () {
  this.timeout(240_000);
  let folder = "";
  let cloud: LocalCloud;
  let client: SecretsManagerClient;

  before(async () => {
    folder = programFolder(DATABASE_PROGRAM);
    cloud = await startCloud({ root: folder, data: join(folder, ".local") });
    client = clientOf(cloud);
  });
  after(async () => {
    client?.destroy();
    await cloud?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const password = async () => {
    const SecretId = String(cloud.outputs.secretArnOut);
    const { SecretString = "{}" } = await client.send(new GetSecretValueCommand({ SecretId }));
    return JSON.parse(SecretString).password;
  };

  it("loses no request", async () => {
    const answers: Record<string, number> = {};
    let rotating = true;
    const visitors = Array.from({ length: 8 }, async () => {
      while (rotating) {
        const { status } = await fetch(`${cloud.outputs.url}/count`);
        answers[status] = (answers[status] ?? 0) + 1;
      }
    });
    const passwords = new Set([await password()]);
    try {
      for (let rotation = 0; rotation < 3; rotation++) {
        await client.send(new RotateSecretCommand({ SecretId: String(cloud.outputs.secretArnOut) }));
        await eventuallyHolds(async () => assert.ok(!passwords.has(await password())), 30_000);
        passwords.add(await password());
        await new Promise((next) => setTimeout(next, 500));
      }
    } finally {
      rotating = false;
      await Promise.all(visitors);
    }
    assert.deepEqual(Object.keys(answers), ["200"]);
    assert.ok((answers[200] ?? 0) > 100, JSON.stringify(answers));
  });
});
