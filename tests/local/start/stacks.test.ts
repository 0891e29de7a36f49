import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { DeploymentEvent } from "../../../local/engine/deployment/deployment";
import { destroy } from "../../../local/start/destroy";
import { startCloud } from "../../../local/start/start-cloud";
import { together } from "../../../local/start/together";
import { SILENT } from "../../../local/terminal/steps";
import { Programs } from "../../support/programs";

const LOG = { info: () => {}, warn: () => {}, output: () => {} };

const PLATFORM = `
const jobs = new aws.sqs.Queue("jobs");
export const queueArn = jobs.arn;
export const key = pulumi.secret("s3cret");
export const shared = { version: 1, queue: { url: jobs.url } };
`;
const ORDERS = `
const platform = new pulumi.StackReference("organization/platform/" + pulumi.getStack());
const jobs = new aws.sqs.Queue("jobs", { tags: { beside: platform.requireOutput("queueArn") } });
export const queueArn = jobs.arn;
export const details = Promise.all(["key", "shared", "none"].map((name) => platform.getOutputDetails(name)));
export const key = platform.getOutput("key");
`;
const reader = (stack: string) =>
  `export const read = new pulumi.StackReference("${stack}").getOutput("queueArn");\nnew aws.sqs.Queue("own");\n`;

describe("several stacks on one local cloud", function () {
  this.timeout(120_000);

  let programs: Programs;
  beforeEach(() => {
    programs = new Programs();
    programs.write("platform", PLATFORM);
    programs.write("orders", ORDERS);
  });
  afterEach(() => programs.forget());

  const data = () => join(programs.folder, ".local");
  const eventText = ({ kind, urn, name }: DeploymentEvent) => `${kind} ${urn.split("::")[1]} ${name}`;
  /** What a start of these folders changes, and what is there then. */
  const start = async (...names: string[]) => {
    const events: string[] = [];
    const running = await startCloud({
      root: names.map((name) => programs.root(name)),
      folder: data(),
      port: 0,
      log: LOG,
      onEvent: (event) => events.push(eventText(event)),
    });
    const written: unknown = JSON.parse(readFileSync(join(data(), "outputs.json"), "utf8"));
    await running.close();
    return { events, written, running };
  };

  it("has what is referred to deployed first, by values and secrets as Pulumi tells them, and keeps names apart", async () => {
    const first = await start("orders", "platform");
    assert.deepEqual(first.events, ["create platform jobs", "create orders jobs"]);
    const { platform, orders } = first.written as Record<string, Record<string, string>>;
    assert.match(platform?.queueArn ?? "", /:jobs-[0-9a-f]{7}$/);
    assert.notEqual(orders?.queueArn, platform?.queueArn);
    assert.deepEqual(orders?.details, [{ secretValue: "s3cret" }, { value: platform?.shared }, {}]);
    assert.deepEqual([...first.running.outputs.secretPaths].sort(), ["orders.key", "platform.key"]);
    assert.deepEqual((await start("orders", "platform")).events, ["same platform jobs", "same orders jobs"]);
  });

  it("has one deployed again, changed and destroyed while the others stay", async () => {
    await start("platform", "orders");
    programs.write("orders", `${ORDERS}\nnew aws.sqs.Queue("more");\n`);
    const alone = await start("orders");
    assert.deepEqual(alone.events.sort(), ["create orders more", "same orders jobs"]);
    assert.deepEqual(Object.keys(alone.written as object).sort(), ["details", "key", "queueArn"]);
    assert.deepEqual(alone.running.elsewhere, ["organization/platform/local"]);
    const deleted: string[] = [];
    const onEvent = (event: DeploymentEvent) => deleted.push(eventText(event));
    const options = { folder: data(), log: LOG, steps: SILENT, onEvent };
    await destroy({ ...options, stack: "organization/orders/local" });
    assert.deepEqual(deleted.sort(), ["delete orders jobs", "delete orders more", "delete orders orders-local"]);
    assert.deepEqual((await start("platform")).events, ["same platform jobs"]);
    await assert.rejects(
      destroy({ ...options, stack: "organization/orders/local" }),
      /^SetupError: there is no stack organization\/orders\/local on .* \(organization\/platform\/local\)$/,
    );
  });

  it("says of a stack that is destroyed who reads it, and to those what to deploy first", async () => {
    await start("platform", "orders");
    const options = { folder: data(), log: LOG, steps: SILENT, onEvent: () => {} };
    const readers = await destroy({ ...options, stack: "organization/platform/local" });
    assert.deepEqual(readers, ["organization/orders/local"]);
    await assert.rejects(start("orders"), {
      name: "SetupError",
      message:
        "the stack organization/platform/local is not deployed on this data: deploy it first, or both at once with `npx tiers start <folder of its program> <folder of this one>` (deployed organization/orders/local)",
    });
    assert.deepEqual((await start("orders", "platform")).events, ["create platform jobs", "update orders jobs"]);
  });

  it("names the project whose program fails, once", async () => {
    programs.write("platform", 'throw new pulumi.RunError("no");');
    await assert.rejects(start("orders", "platform"), { message: "platform: no" });
  });

  for (const [what, write, message] of [
    [
      "a reference to a stack of another place",
      () => programs.write("orders", reader("organization/platform/prod")),
      /^orders: the stack organization\/platform\/prod is not deployed .* \(deployed organization\/platform\/local\); a program says `\$\{pulumi\.getStack\(\)\}` for the stack of its own name$/,
    ],
    [
      "a reference that names no stack",
      () => programs.write("orders", reader("a/b/c/d")),
      /^orders: "a\/b\/c\/d" names no stack: write organization\/<project>\/<stack>$/,
    ],
    [
      "a circle",
      () => programs.write("platform", reader("organization/orders/local")),
      /^orders: organization\/orders\/local reads organization\/platform\/local reads organization\/orders\/local: neither can be deployed first/,
    ],
    [
      "one that reads itself",
      () => programs.write("orders", reader("organization/orders/local")),
      /^orders: organization\/orders\/local reads its own outputs/,
    ],
    [
      "two programs that are one project",
      () => programs.write("orders", ORDERS, { project: "platform" }),
      /^.*\/platform and .*\/orders are both the project platform: give one of them another name in its Pulumi\.yaml$/,
    ],
    [
      "two regions",
      () => programs.write("orders", ORDERS, { region: "us-east-1" }),
      /^a local cloud is in one region: aws:region is eu-west-1 in .*\/platform, and us-east-1 in .*\/orders$/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      write();
      await assert.rejects(start("platform", "orders"), ({ message: found }: Error) => {
        assert.match(found, message);
        return true;
      });
    });
  }

  it("refuses a name that another stack has, of which AWS has one, and takes over what is imported", async () => {
    const fixed = (options: string) => `new aws.sqs.Queue("q", { name: "fixed" }, ${options});`;
    programs.write("platform", fixed("{ retainOnDelete: true }"));
    programs.write("orders", fixed("{}"));
    await assert.rejects(start("platform", "orders"), {
      message:
        'orders: q (aws:sqs/queue:Queue): name must be another one than "fixed", which is that of q in the stack organization/platform/local: there is one of each in an account; leave it out for a name of its own',
    });
    programs.write("platform", "export {};");
    assert.deepEqual((await start("platform")).events, ["delete platform q"]);
    programs.write("orders", fixed('{ import: "https://sqs.eu-west-1.amazonaws.com/000000000000/fixed" }'));
    assert.deepEqual((await start("platform", "orders")).events, ["import orders q"]);
  });

  it("refuses a folder that is named twice, and one without a program", async () => {
    await assert.rejects(start("platform", "platform"), /^SetupError: .*\/platform is named twice$/);
    await assert.rejects(start("platform", "payments"), /^SetupError: no Pulumi\.yaml in .*\/payments/);
  });

  it("refuses a circle over a stack that was deployed before", async () => {
    await start("platform", "orders");
    programs.write("platform", reader("organization/orders/local"));
    await assert.rejects(start("platform"), /organization\/platform\/local reads organization\/orders\/local/);
    programs.write("orders", reader("organization/users/local"));
    programs.write("users", PLATFORM);
    const turned = await start("platform", "orders", "users");
    assert.deepEqual(Object.keys(turned.written as object), ["platform", "orders", "users"]);
  });

  it("goes on where a kill -9 has ended it in the middle", async () => {
    programs.write("orders", `${ORDERS}\nsetInterval(() => {}, 1000);\nexport const never = new Promise(() => {});\n`);
    const repository = resolve(__dirname, "../../..");
    const main = [
      "--require",
      join(repository, "local/loader/typescript.cjs"),
      join(repository, "local/start/main.ts"),
    ];
    const child = spawn(process.execPath, [...main, "orders", "platform", "--port", "0"], {
      cwd: programs.folder,
      stdio: ["ignore", "ignore", "inherit"],
    });
    const ended = once(child, "exit");
    // The stack that is referred to is through once its outputs can be read.
    const stored = () => {
      try {
        return readFileSync(join(data(), "state.lmdb")).includes("secretOutputNames");
      } catch {
        return false;
      }
    };
    for (const until = Date.now() + 60_000; !stored() && Date.now() < until; )
      await new Promise((next) => setTimeout(next, 100));
    child.kill("SIGKILL");
    await ended;
    programs.write("orders", ORDERS);
    const { events, written } = await start("orders");
    assert.match(events.join(), /^(create|same) orders jobs$/);
    assert.ok("queueArn" in (written as object));
    assert.deepEqual((await start("platform")).events, ["same platform jobs"]);
  });
});

describe("what several stacks show together", () => {
  const stack = (project: string) => ({
    project,
    stack: "local",
    root: "/",
    outputs: { outputs: { url: project }, secretPaths: ["url"] },
    databases: { main: `postgres://${project}` },
  });

  it("is of one stack what it shows, and of several each under its project", () => {
    const [one, other] = [stack("one"), stack("other")];
    assert.deepEqual(together([one]), one);
    assert.deepEqual(together([one, other]), {
      outputs: {
        outputs: { one: { url: "one" }, other: { url: "other" } },
        secretPaths: ["one.url", "other.url"],
      },
      databases: { "one-main": "postgres://one", "other-main": "postgres://other" },
    });
  });
});
