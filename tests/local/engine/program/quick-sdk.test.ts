import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { join } from "node:path";

const ROOT = join(__dirname, "../../../..");

/** Where the SDK says a promise was made, in a program that loads it the quick way; and how long traces are then. */
const promiseMade = (
  variables: Readonly<Record<string, string>>,
): { readonly trace: string; readonly limit: number } => {
  const program = `
    require("./local/engine/program/quick-sdk.cjs");
    require("@pulumi/pulumi");
    const { debuggablePromise } = require("@pulumi/pulumi/runtime/debuggable");
    const promise = Promise.resolve();
    debuggablePromise(promise, "made by a test");
    console.log(JSON.stringify({ trace: promise._debugStackTrace, limit: Error.stackTraceLimit }));
  `;
  const env = { ...process.env, NODE_OPTIONS: "", ...variables };
  return JSON.parse(execFileSync(process.execPath, ["-e", program], { cwd: ROOT, env, encoding: "utf8" }));
};

describe("Pulumi's SDK, loaded quickly", () => {
  it("takes no trace of each promise, and leaves those of errors as long as they were", () => {
    assert.deepEqual(promiseMade({}), { trace: "Error", limit: 10 });
  });

  it("takes them when it is told to look for leaks", () => {
    assert.match(promiseMade({ PULUMI_DEBUG_PROMISE_LEAKS: "1" }).trace, /\n {4}at /);
  });
});
