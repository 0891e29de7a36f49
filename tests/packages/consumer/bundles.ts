// Bundles functions by the components, runs one by plain Node, and prints how many bytes each has.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Database, LambdaFunction, Network } from "serverless-tiers";
import { registered } from "serverless-tiers-local/testing";

interface Archive {
  readonly assets: { readonly "index.js": { readonly path: string } };
}

const main = async () => {
  const made = await registered(() => {
    const network = new Network("main", { cidr: "10.0.0.0/16", zones: 2, nat: "none" });
    const database = new Database("notes", { network, migrations: "migrations/notes", capacity: { min: 0, max: 1 } });
    const links = { store: database.writer() };
    new LambdaFunction("keep-notes", { entry: "handlers/keep-notes.handler.ts", links });
    new LambdaFunction("greet", { entry: "handlers/greet.handler.ts" });
  });
  const bundles = made
    .filter(({ type }) => type === "aws:lambda/function:Function")
    .map(({ name, inputs: { code } }) => ({ name, path: (code as Archive).assets["index.js"].path }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const greet = bundles.find(({ name }) => name === "greet")?.path ?? "";
  const { handler } = require(greet) as { handler(event: object): Promise<{ readonly body: string }> };
  assert.deepEqual(JSON.parse((await handler({ pathParameters: { name: "ada" } })).body), {
    greeting: "undefined ada",
  });
  const sizes = bundles.map(({ name, path }) => [name, readFileSync(path).length] as const);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(sizes))}\n`);
};

void main();
