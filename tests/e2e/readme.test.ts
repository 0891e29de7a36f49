import assert from "node:assert/strict";
import { execFile, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { type LocalStack, startStack } from "../support/local-stack";
import { pythonWith } from "../support/python";

const ROOT = resolve(__dirname, "../..");
const run = promisify(execFile);

/** What the README's blocks print when they are run one after the other, by their first words. */
const PRINTS: Readonly<Record<string, RegExp>> = {
  'url=$(node -p \'require("./.local/outputs.json").ordersUrl': /^$/,
  'curl -i "$url/orders" -H': /^HTTP\/1\.1 202 .*\r\n[\s\S]*"messageId"/,
  'curl -i "$url/orders/$id"': /^HTTP\/1\.1 200 .*\r\n[\s\S]*"status":"stored"/,
  'url=$(node -p \'require("./.local/outputs.json").mobileUrl': /"AttributeName":"email"\}\}\{\}$/,
  "token=$(cognito InitiateAuth": /^HTTP\/1\.1 200 .*\r\n[\s\S]*"city":"Ghent"/,
  "show=$(curl": /^HTTP\/1\.1 201 [\s\S]*"seats":2[\s\S]*HTTP\/1\.1 200 [\s\S]*"tickets":\[\{[\s\S]*HTTP\/1\.1 204 /,
  'curl -i "$url/info?search':
    /^HTTP\/1\.1 200 [\s\S]*"venueId":"oslo-opera-house"[\s\S]*"cursor":[\s\S]*HTTP\/1\.1 200 [\s\S]*"city":"Ghent"/,
  'url=$(node -p \'require("./.local/outputs.json").spaUrl': /^http:\/\/127\.0\.0\.1:\d+$/,
  'curl -i "$url/shows/any"':
    /^HTTP\/1\.1 200 [\s\S]*<!doctype html>[\s\S]*HTTP\/1\.1 404 [\s\S]*HTTP\/1\.1 401 [\s\S]*"message":"Unauthorized"/,
  "token=$(npx tiers token spa":
    /^HTTP\/1\.1 200 [\s\S]*"tickets":\[\][\s\S]*HTTP\/1\.1 200 [\s\S]*text\/markdown[\s\S]*\n# /,
  'echo "$(node -p \'require("./.local/outputs.json").webUrl': /^http:\/\/127\.0\.0\.1:\d+$/,
  "api=$(node":
    /^HTTP\/1\.1 201 [\s\S]*"version":1[\s\S]*HTTP\/1\.1 403 [\s\S]*HTTP\/1\.1 200 [\s\S]*text\/csv[\s\S]*Eleven Umbrellas/,
  "platform=$(node": /"status":"confirmed"/,
  "set -a; . .local/env": /arn:aws:sqs:eu-west-1:000000000000:orders-dead-letters-[\s\S]*\(0 rows\)/,
};

/** What cannot be run here, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "npm start": "what this test and all others are",
  "pulumi stack": "needs an AWS account",
  "set -a; . .local/pulumi.env": "needs Pulumi's engine; tests/local/provider speaks its protocol",
};

const PYTHON = { awscli: "1.46.3", boto3: "1.43.62" } as const;

/** What AWS's own clients for Python find with nothing but `.local/env`. */
const BOTO3 = `
import boto3, json, sys
queue = sys.argv[1]
messages = boto3.client("sqs").receive_message(QueueUrl=queue).get("Messages", [])
tables = [name.rsplit("-", 1)[0] for name in boto3.client("dynamodb").list_tables()["TableNames"]]
buckets = sorted(bucket["Name"].rsplit("-", 1)[0] for bucket in boto3.client("s3").list_buckets()["Buckets"])
print(json.dumps([len(messages), tables, buckets]))
`;

const blocks = [...readFileSync(join(ROOT, "README.md"), "utf8").matchAll(/^```sh\n([\s\S]*?)^```/gm)].map(
  ([, text = ""]) => text,
);

const named = (texts: Readonly<Record<string, unknown>>, block: string): string | undefined =>
  Object.keys(texts).find((beginning) => block.startsWith(beginning));

describe("the README", function () {
  this.timeout(180_000);

  const clients = pythonWith(PYTHON);
  const psql = spawnSync("psql", ["--version"]).status === 0;
  let folder = "";
  let stack: LocalStack;
  before(async () => {
    // As browsers name a second download, and worse.
    folder = join(mkdtempSync(join(tmpdir(), "readme-")), "R&D tiers (1), it's");
    mkdirSync(folder);
    for (const name of ["node_modules", "package.json"]) symlinkSync(join(ROOT, name), join(folder, name));
    stack = await startStack(join(folder, ".local"));
  });
  after(async () => {
    await stack?.stop();
    rmSync(resolve(folder, ".."), { recursive: true, force: true });
  });

  it("has no command that is neither run here nor left out with a reason", () => {
    assert.deepEqual(
      blocks.map((block) => named({ ...PRINTS, ...LEFT_OUT }, block)),
      [
        "npm start",
        'url=$(node -p \'require("./.local/outputs.json").ordersUrl',
        'curl -i "$url/orders" -H',
        'curl -i "$url/orders/$id"',
        'url=$(node -p \'require("./.local/outputs.json").mobileUrl',
        "token=$(cognito InitiateAuth",
        "show=$(curl",
        'curl -i "$url/info?search',
        'url=$(node -p \'require("./.local/outputs.json").spaUrl',
        'curl -i "$url/shows/any"',
        "token=$(npx tiers token spa",
        'echo "$(node -p \'require("./.local/outputs.json").webUrl',
        "api=$(node",
        "platform=$(node",
        "set -a; . .local/env",
        "pulumi stack",
        "set -a; . .local/pulumi.env",
      ],
    );
  });

  it("is right, word for word", async () => {
    const runnable = blocks.filter((block) => named(PRINTS, block) !== undefined);
    const known = (block: string) =>
      block
        .split(/\n(?=\S)/)
        .filter((command) => (clients || !command.startsWith("aws ")) && (psql || !command.startsWith("psql ")))
        .join("\n");
    // A moment for the consumer before the order is read back.
    const script = runnable.map((block) => `printf '\\037'; sleep 2\n${known(block)}`).join("\n");
    const { stdout } = await run("bash", ["--norc", "-euc", script], { cwd: folder, env: environment() });
    const [, ...printed] = stdout.split("\u001f");
    for (const [index, block] of runnable.entries()) {
      const name = named(PRINTS, block) ?? "";
      if (name === "set -a; . .local/env" && !(clients && psql)) continue;
      assert.match(printed[index]?.trim() ?? "", PRINTS[name] ?? /never/, name);
    }
  });

  it("is what the start prints to try first, word for word", async () => {
    const printed = (title: string) =>
      new RegExp(`\\n${title}:\\n\\n([\\s\\S]*?)\\n\\n`).exec(stack.printed())?.[1] ?? "";
    const follow = async (script: string) =>
      (await run("bash", ["--norc", "-euc", script], { cwd: folder, env: environment() })).stdout;
    const orders = printed("Post an order, then read it back").replace(/\n(?=.*\n?$)/, "\nsleep 2\n");
    assert.match(await follow(orders), /^HTTP\/1\.1 202 [\s\S]*HTTP\/1\.1 200 [\s\S]*"status":"stored"/);
    const [page = "", ...commands] = printed("Sign in as ana, look at what is on and where, or do it in a browser")
      .split("\n")
      .reverse();
    assert.match(
      await follow(commands.reverse().join("\n")),
      /^HTTP\/1\.1 200 [\s\S]*"shows":\[\{[\s\S]*"venues":\[\{/,
    );
    assert.equal((await fetch(page.trim())).status, 200);
    const title =
      "The same box office as a single-page app, for users of an outside identity provider; any name signs in";
    const [app = "", tickets = ""] = printed(title).split("\n");
    assert.match(await follow(tickets), /^HTTP\/1\.1 200 [\s\S]*"tickets":\[/);
    assert.match(await (await fetch(app.trim())).text(), /^<!doctype html>/);
  });

  it("serves boto3 with nothing but .local/env", async () => {
    if (!clients) return assert.equal(clients, undefined);
    const load = 'set -a; . .local/env; set +a; python -c "$1" "$2"';
    const { stdout } = await run(
      "bash",
      ["--norc", "-euc", load, "bash", BOTO3, stack.outputs.ordersDeadLetterQueueUrl ?? ""],
      {
        cwd: folder,
        env: environment(),
      },
    );
    assert.deepEqual(JSON.parse(stdout), [
      0,
      [
        "audit",
        ...["platform-bookings", "platform-handled", "platform-ledger", "platform-reservations", "platform-shows"],
        ...["shop-shows", "shop-tickets"],
        "shows",
        "tickets",
        ...["web-connections", "web-followers", "web-live-tickets", "web-shows", "web-tickets"],
      ],
      ["shop", "shop-content", "web", "web-media"],
    ]);
  });

  /** Of a terminal that knows nothing of AWS. */
  const environment = (): NodeJS.ProcessEnv => ({
    PATH: [...(clients ? [clients] : []), process.env.PATH].join(":"),
    HOME: folder,
  });
});
