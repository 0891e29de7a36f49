import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Output of a failing command is what the developer needs to see. */
const passes = (...command: [string, ...string[]]) =>
  run(process.execPath, command, { maxBuffer: 1 << 26 }).catch(({ stdout, stderr }) =>
    assert.fail(`${stdout}${stderr}`),
  );

describe("the checks of `npm run check`", function () {
  this.timeout(180_000);

  it("type-checks", () => passes("node_modules/typescript/bin/tsc", "--noEmit"));

  it("type-checks the site, which is for browsers", () =>
    passes("node_modules/typescript/bin/tsc", "--noEmit", "--project", "sites/shop"));

  it("is linted and formatted", () => passes("node_modules/@biomejs/biome/bin/biome", "ci", "--colors=off", "."));
});
