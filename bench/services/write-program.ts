import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../..");

/** Where each service has a route, a table, what it tells others and what it does when the one before tells of something. */
const INDEX = (services: number) => `
import { LambdaFunction, Microservice, Platform, Table } from "serverless-tiers";
import { eventContract } from "serverless-tiers/runtime/events";
import * as z from "zod";

const names = Array.from({ length: ${services} }, (_, at) => \`s\${at}\`);
const events = names.map((name) => eventContract({ source: \`shop.\${name}\`, name: "changed", detail: z.object({ id: z.string() }) }));
const platform = new Platform("shop", { bus: { events } });
for (const [at, name] of names.entries()) {
  const things = new Table(name, { key: { partition: "id" }, stream: "both images", protection: "throw-away" });
  const get = new LambdaFunction(\`get-\${name}\`, { entry: "handlers/thing.handler.ts", links: { things: things.read() } });
  const before = events[at - 1];
  new Microservice(\`service-\${name}\`, {
    platform,
    mount: name,
    auth: "none",
    routes: { [\`GET /\${name}/{id}\`]: { to: get } },
    publishes: { events: [events[at]], table: things, outbox: { entry: "handlers/thing.handler.ts" } },
    ...(before && { consumes: { follow: { on: before, to: { entry: "handlers/thing.handler.ts", links: { things: things.write() } } } } }),
  });
}
`;

const HANDLER = `export const handler = async () => ({ statusCode: 200, body: "{}" });\n`;

/** Writes a program of so many services, and says where it is. */
export const writeServices = (services: number): string => {
  const root = mkdtempSync(join(tmpdir(), `services-${services}-`));
  symlinkSync(join(ROOT, "node_modules"), join(root, "node_modules"));
  mkdirSync(join(root, "handlers"));
  const files = {
    "Pulumi.yaml": "name: shop\nmain: index.ts\nruntime: nodejs\n",
    "Pulumi.local.yaml": "config:\n  aws:region: eu-west-1\n",
    "index.ts": INDEX(services),
    "handlers/thing.handler.ts": HANDLER,
  };
  for (const [path, text] of Object.entries(files)) writeFileSync(join(root, path), text);
  return root;
};
