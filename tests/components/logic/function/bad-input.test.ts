import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { listed, registered } from "serverless-tiers-local/testing";
import type { Link } from "../../../../components/core/rights/link";
import type { LambdaFunctionArgs } from "../../../../components/logic/function/args";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { Queue } from "../../../../components/messaging/queue/queue";
import { Network } from "../../../../components/network/network";

const ENTRY = resolve(__dirname, "echo.handler.ts");
const OTHER = resolve(__dirname, "../../../../handlers/orders/get-order.handler.ts");

const refuses = async (args: Partial<LambdaFunctionArgs>, message: string | RegExp) => {
  const made = await registered(() => {
    assert.throws(() => new LambdaFunction("echo", { entry: ENTRY, ...args }), { name: "ArgsError", message });
  });
  assert.deepEqual(made, []);
};

const setting = (...variables: string[]): Link => ({
  description: "set variables",
  grants: [],
  environment: () => Object.fromEntries(variables.map((variable) => [variable, "x"])),
});

const LINK = "echo: links.store must be a link, which verbs of components give: database.writer(), queue.send()";

describe("wrong arguments of a function are refused before anything is registered:", () => {
  const cases: [string, Partial<LambdaFunctionArgs>, string][] = [
    ["no timeout", { timeout: "0 seconds" }, 'echo: timeout must be at least "1 second" (it is "0 seconds")'],
    ["a long timeout", { timeout: "901 seconds" }, 'echo: timeout must be at most "15 minutes" (it is "901 seconds")'],
    ["little memory", { memory: "127 MB" }, 'echo: memory must be at least "128 MB" (it is "127 MB")'],
    ["much memory", { memory: "11 GB" }, 'echo: memory must be at most "10 GB" (it is "11 GB")'],
    [
      "a span that CloudWatch does not know",
      { retention: "10 days" },
      'echo: retention must be a span that CloudWatch knows, such as "14 days" (it is "10 days")',
    ],
    [
      "a longer span than any",
      { retention: "4000 days" },
      'echo: retention must be a span that CloudWatch knows, such as "3653 days" or "forever" (it is "4000 days")',
    ],
    [
      "negative concurrency",
      { reservedConcurrency: -1 },
      'echo: reservedConcurrency must be a whole number, 0 or more, or "none" (it is -1)',
    ],
    [
      "an entry that is not there",
      { entry: "/nowhere/x.ts" },
      "echo: entry must be a file: there is no /nowhere/x.ts (paths start at the folder of Pulumi.yaml)",
    ],
    [
      "a folder as the entry",
      { entry: __dirname },
      `echo: entry must be a file: there is no ${__dirname} (paths start at the folder of Pulumi.yaml)`,
    ],
    [
      "an entry that is misspelt",
      { entry: "test/components/logic/function/ecko.handler.ts" },
      `echo: entry must be a file: there is no ${resolve("test/components/logic/function/ecko.handler.ts")} (paths start at the folder of Pulumi.yaml); did you mean tests/components/logic/function/echo.handler.ts?`,
    ],
    [
      "no entry",
      { entry: undefined as unknown as string },
      'echo: entry must be a file that exports a handler, "handlers/get-order.handler.ts" (it is not set)',
    ],
    [
      "a runtime that AWS gives up",
      { runtime: "nodejs20.x" as "nodejs22.x" },
      'echo: runtime must be "nodejs22.x" or "nodejs24.x" (it is "nodejs20.x", which AWS supports until 2026-04-30)',
    ],
    [
      "a runtime that AWS has given up",
      { runtime: "nodejs14.x" as "nodejs22.x" },
      'echo: runtime must be "nodejs22.x" or "nodejs24.x" (it is "nodejs14.x", which AWS does not support as of 2026-11-22)',
    ],
    ["a link that is not there", { links: { store: undefined as unknown as Link } }, `${LINK} (it is not set)`],
    [
      "a verb that is not called",
      { links: { store: setting as unknown as Link } },
      `${LINK} (it is the function setting)`,
    ],
    [
      "a link by a name that no handler can spell",
      { links: { "order-store": setting() } },
      'echo: links["order-store"] must be called by letters, digits and underscores, a letter first: "orderStore"',
    ],
    [
      "a variable without a value",
      { environment: { TABLE: undefined as unknown as string } },
      "echo: environment.TABLE must be a text (it is not set)",
    ],
    [
      "a variable of Lambda's own",
      { environment: { AWS_REGION: "x" } },
      "echo: environment must not set AWS_REGION: Lambda keeps it for itself",
    ],
    [
      "a variable that is no name",
      { environment: { "MY-VAR": "x" } },
      'echo: environment must name variables by two or more letters, digits and underscores, a letter first ("MY-VAR")',
    ],
    [
      "one variable of two links",
      { links: { one: setting("QUEUE_URL"), two: setting("QUEUE_URL") } },
      "echo: links.two must not set QUEUE_URL again: links.one does; choose another name for one of them",
    ],
    [
      "one variable of a link and of the environment",
      { links: { one: setting("QUEUE_URL") }, environment: { QUEUE_URL: "x" } },
      "echo: environment must not set QUEUE_URL again: links.one does; choose another name for one of them",
    ],
    [
      "another file of certificates beside those of a link",
      {
        links: { one: { ...setting(), certificates: "PEM" } },
        environment: { NODE_EXTRA_CA_CERTS: "/var/task/my.pem" },
      },
      "echo: links with certificates must not set NODE_EXTRA_CA_CERTS again: environment does; choose another name for one of them",
    ],
    [
      "a file over the bundle",
      { files: { "index.js": ENTRY } },
      'echo: files["index.js"] must be named by a relative path in the package, other than the bundle\'s own',
    ],
    [
      "a file outside the package",
      { files: { "../x": ENTRY } },
      'echo: files["../x"] must be named by a relative path in the package, other than the bundle\'s own',
    ],
    [
      "a file that is not there",
      { files: { x: "/nowhere/x" } },
      'echo: files["x"] must be the absolute path of a file (it is "/nowhere/x")',
    ],
    [
      "a file by a relative path",
      { files: { x: "package.json" } },
      'echo: files["x"] must be the absolute path of a file (it is "package.json")',
    ],
  ];
  for (const [what, args, message] of cases) it(what, () => refuses(args, message));

  describe("an entry", () => {
    let folder: string;
    before(() => {
      folder = mkdtempSync(join(tmpdir(), "entry-"));
      writeFileSync(join(folder, "others.ts"), "export const create = 1, hndler = 2;");
      writeFileSync(join(folder, "all.cjs"), "module.exports = require('./' + 'others');");
    });
    after(() => rmSync(folder, { recursive: true }));

    const entryOf = (source: string): string => {
      const entry = join(folder, `entry-${randomUUID()}.ts`);
      writeFileSync(entry, source);
      return entry;
    };

    it("that does not bundle, with the import that fails", () =>
      refuses(
        { entry: entryOf('import "nowhere";') },
        /^echo: entry must bundle \(.*entry-.*\.ts\): .*Could not resolve "nowhere"/s,
      ));

    for (const [source, found] of [
      ["export const create = async () => {};", "create alone"],
      ["export default async () => {};", "default alone"],
      ['export * from "./others";', "create, hndler alone; rename hndler if that is it"],
      ["export type handler = string;", "nothing"],
      ["console.log(1);", "nothing"],
      ["", "nothing"],
    ] as const)
      it(`without a handler: ${source}`, async () => {
        const entry = entryOf(source);
        const rule = `must export handler, which Lambda calls: ${entry} exports ${found}`;
        await refuses({ entry }, `echo: entry ${rule}`);
        // Nor is it found in the cache the next time.
        await refuses({ entry }, `echo: entry ${rule}`);
      });

    for (const source of [
      "export const handler = async () => {}, other = 1;",
      'export { create as handler } from "./others";',
      "exports.handler = () => {};",
      "export = { handler: () => {} };",
      'export * from "./all.cjs";',
      'export * from "node:fs";',
    ])
      it(`but not one that has a handler, or may have one: ${source}`, async () => {
        const made = await registered(() => new LambdaFunction("echo", { entry: entryOf(source) }));
        assert.equal(made[0]?.name, "echo");
      });
  });

  it("a component for a link", async () => {
    await registered(() => {
      const links = { store: new Queue("jobs") as unknown as Link };
      assert.throws(() => new LambdaFunction("echo", { entry: ENTRY, links }), { message: `${LINK} (it is a Queue)` });
    });
  });

  it("the name of another function, whatever has made it", async () => {
    const made = await registered(() => {
      new LambdaFunction("echo", { entry: ENTRY });
      assert.throws(() => new LambdaFunction("echo", { entry: OTHER }, { parent: new Network("main") }), {
        name: "ArgsError",
        message: `echo: name must be another one than "echo": the function of ${ENTRY} is called so already (this is that of ${OTHER})`,
      });
    });
    assert.equal(listed(made).filter((one) => one === "serverless-tiers:index:LambdaFunction echo").length, 1);
    // Another program of the same process has names of its own.
    await registered(() => new LambdaFunction("echo", { entry: OTHER }));
  });

  it("links into two networks", async () => {
    const into = (network: Network): Link => ({
      ...setting(),
      reaches: { network, name: "orders", securityGroupId: "sg-0da7aba5e", ports: [5432] },
    });
    const made = await registered(() => {
      const [one, other] = [new Network("one"), new Network("other")];
      const args = (links: Record<string, Link>, network?: Network) => ({
        entry: ENTRY,
        links,
        ...(network && { network }),
      });
      assert.throws(() => new LambdaFunction("echo", args({ a: into(one), b: into(other) })), {
        name: "ArgsError",
        message:
          "echo: links.b must reach into the network of links.a: a function runs in one network (set variables is in another)",
      });
      assert.throws(() => new LambdaFunction("echo", args({ b: into(other) }, one)), {
        name: "ArgsError",
        message:
          "echo: links.b must reach into the network of network: a function runs in one network (set variables is in another)",
      });
    });
    assert.deepEqual(
      listed(made).filter((one) => one.endsWith(" echo")),
      [],
    );
  });
});
