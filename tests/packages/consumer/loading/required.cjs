// Every subpath of both packages, by plain Node.
const assert = require("node:assert/strict");
const { join } = require("node:path");
const { readdirSync } = require("node:fs");

const runtime = readdirSync(join(require.resolve("serverless-tiers/package.json"), "../dist/runtime"))
  .filter((name) => name.endsWith(".js"))
  .map((name) => `serverless-tiers/runtime/${name.replace(".js", "")}`);
assert.ok(runtime.length > 0);
const names = [
  "serverless-tiers",
  "serverless-tiers/checks",
  "serverless-tiers/policies",
  "serverless-tiers/policy-pack",
];
for (const name of [...names, ...runtime, "serverless-tiers-local", "serverless-tiers-local/testing"])
  assert.notEqual(Object.keys(require(name)).length, 0, name);
for (const inside of ["serverless-tiers/dist/core/link", "serverless-tiers/runtime/migrate/ledger"])
  assert.throws(() => require(inside), { code: "ERR_PACKAGE_PATH_NOT_EXPORTED" });
