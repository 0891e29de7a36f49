import assert from "node:assert/strict";
import { mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { type EvaluateOptions, evaluate } from "../../../../local/engine/program/evaluate-program";
import { UNKNOWN } from "../../../../local/engine/values/signatures";

const HEAD = `import * as pulumi from "@pulumi/pulumi";\nimport * as aws from "@pulumi/aws";\n`;

describe("the evaluation of a program", function () {
  this.timeout(60_000);

  let root = "";
  before(() => {
    root = mkdtempSync(join(realpathSync(tmpdir()), "program-"));
    symlinkSync(resolve(__dirname, "../../../../node_modules"), join(root, "node_modules"));
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\n");
    writeFileSync(join(root, "Pulumi.dev.yaml"), "config:\n  aws:region: eu-west-1\n  shop:sizes: { small: 7 }\n");
  });
  after(() => rmSync(root, { recursive: true }));

  const run = (program: string, mode: EvaluateOptions["mode"] = "update") => {
    writeFileSync(join(root, "index.ts"), HEAD + program);
    return evaluate({ root, stack: "dev", mode });
  };

  it("finds a program as Pulumi does where Pulumi.yaml names none", async () => {
    writeFileSync(join(root, "package.json"), '{ "main": "program.ts" }');
    writeFileSync(join(root, "program.ts"), "export const from = 'package.json';");
    const named = await run("export const from = 'index.ts';");
    rmSync(join(root, "package.json"));
    const unnamed = await run("export const from = 'index.ts';");
    assert.deepEqual([named.outputs, unnamed.outputs], [{ from: "package.json" }, { from: "index.ts" }]);
  });

  it("reads one that is written as ES modules", async () => {
    writeFileSync(join(root, "package.json"), '{ "type": "module" }');
    writeFileSync(join(root, "beside.ts"), "export const url: string = import.meta.url;");
    const { outputs } = await run(`
      import { url } from "./beside.js";
      export const all = [url, import.meta.url, import.meta.dirname, import.meta.filename];
    `);
    rmSync(join(root, "package.json"));
    const [beside, program] = ["beside.ts", "index.ts"].map((file) => join(root, file)) as [string, string];
    assert.deepEqual(outputs.all, [pathToFileURL(beside).href, pathToFileURL(program).href, root, program]);
    await assert.rejects(run('import "./nowhere.js";'), /Cannot find module '.\/nowhere/);
  });

  const QUEUES = `
    const size = new pulumi.Config().requireObject<{ small: number }>("sizes").small;
    class Pair extends pulumi.ComponentResource {
      constructor(name: string) {
        super("shop:index:Pair", name);
        const left = new aws.sqs.Queue(name + "-left", { messageRetentionSeconds: size }, { parent: this, protect: true });
        new aws.sqs.QueuePolicy(name, { queueUrl: left.url, policy: pulumi.secret("p") }, { parent: this, dependsOn: [left] });
        this.registerOutputs({ left: left.arn });
      }
    }
    new Pair("p");
    export const project = pulumi.getProject() + "/" + pulumi.getStack() + "/" + pulumi.runtime.getRootDirectory();
    export const queue = new aws.sqs.Queue("q").arn;
    export const key = pulumi.secret("k");
    console.log("said");
  `;

  it("hands over every registration whole, outputs, secrets and what was printed", async () => {
    const { registrations, outputs, secretOutputs, componentOutputs, printed } = await run(QUEUES);
    assert.deepEqual(
      registrations.map(({ type, name }) => `${type} ${name}`),
      [
        "pulumi:pulumi:Stack shop-dev",
        "shop:index:Pair p",
        "aws:sqs/queue:Queue q",
        "aws:sqs/queue:Queue p-left",
        "aws:sqs/queuePolicy:QueuePolicy p",
      ],
    );
    const pair = "urn:pulumi:dev::shop::shop:index:Pair::p";
    const left = "urn:pulumi:dev::shop::shop:index:Pair$aws:sqs/queue:Queue::p-left";
    const [, , , queue, policy] = registrations;
    assert.deepEqual(
      [queue?.urn, queue?.parent, queue?.protect, queue?.inputs],
      [left, pair, true, { messageRetentionSeconds: 7 }],
    );
    assert.deepEqual([policy?.dependencies, policy?.secretPaths, policy?.inputs.policy], [[left], ["policy"], "p"]);
    assert.match(String(outputs.queue), /^arn:aws:sqs:eu-west-1:000000000000:q-[0-9a-f]{7}$/);
    assert.deepEqual([outputs.project, outputs.key, secretOutputs], [`shop/dev/${root}`, "k", ["key"]]);
    assert.match(String(componentOutputs.get(pair)?.outputs.left), /:p-left-[0-9a-f]{7}$/);
    assert.deepEqual(printed, ["said"]);
  });

  it("is the same twice, and leaves unknown in a preview what only AWS knows", async () => {
    const [first, second] = [await run(QUEUES), await run(QUEUES)];
    assert.deepEqual(first, second);
    const { outputs, registrations, answers } = await run(QUEUES, "preview");
    assert.deepEqual([outputs.queue, outputs.key], [UNKNOWN, "k"]);
    assert.equal(registrations.at(-1)?.inputs.queueUrl, UNKNOWN);
    assert.deepEqual(
      [...answers.values()].map(({ id }) => id).filter((id) => id !== undefined),
      [],
    );
  });

  for (const [what, program, message] of [
    [
      "an error of the language, with its place",
      "\n\nconst a: string[] = [];\na[1].length;",
      /^Cannot read properties of undefined \(reading 'length'\)\n {4}at index\.ts:6$/,
    ],
    [
      "an error of its own, as it is",
      'class ArgsError extends Error { override name = "ArgsError"; }\nthrow new ArgsError("q: size must be at least 1 (it is 0)");',
      /^q: size must be at least 1 \(it is 0\)$/,
    ],
    ["an error of Pulumi for the user", 'throw new pulumi.RunError("no");', /^no$/],
    ["a rejection that nobody handles", 'void Promise.reject(new pulumi.RunError("late"));', /^late$/],
    [
      "missing configuration",
      'new pulumi.Config().require("none");',
      /^Missing required configuration variable 'shop:none'/,
    ],
    [
      "two resources of one name",
      'new aws.sqs.Queue("q"); new aws.sqs.Queue("q");',
      /^q: a second resource of type aws:sqs\/queue:Queue has the same name and parent/,
    ],
    [
      "an unknown data source",
      "aws.ec2.getAmi();",
      /^the local cloud cannot answer aws:ec2\/getAmi:getAmi; it answers/,
    ],
    [
      "a stack reference",
      'new pulumi.StackReference("org/net/prod");',
      /^unknown stack "org\/net\/prod": give its outputs/,
    ],
    ["a syntax error, with its place", "const = 1;", /index\.ts:3:6: ERROR: Expected identifier but found "="/],
    [
      "what never comes",
      'new aws.sqs.Queue("q", { name: new Promise<string>(() => {}) });',
      /^the program waits for something that never happens/,
    ],
  ] as const) {
    it(`rejects with the first error: ${what}`, async () => {
      await assert.rejects(run(program), ({ message: found }: Error) => {
        assert.match(found, message);
        return true;
      });
    });
  }

  it("calls a function that is all the program exports", async () => {
    assert.deepEqual((await run("export = async () => ({ a: 1 });")).outputs, { a: 1 });
  });

  it("ends by itself with servers and timers of the program still open", async () => {
    const { outputs } = await run("setInterval(() => {}, 1e6); export default async () => ({ a: 1 });");
    assert.deepEqual(outputs, { a: 1 });
  });
});
