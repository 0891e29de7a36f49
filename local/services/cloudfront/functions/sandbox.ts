import { createHash, createHmac } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import variant from "@jitl/quickjs-wasmfile-release-sync";
import {
  newQuickJSWASMModuleFromVariant,
  type QuickJSContext,
  type QuickJSHandle,
  type QuickJSWASMModule,
  Scope,
} from "quickjs-emscripten-core";
import type { FunctionEvent, FunctionRuntime } from "./event";
import type { KeyValues } from "./key-values";

export interface Outcome {
  /** What the handler answered, as JSON: `{ "value": … }`; undefined where it failed. */
  readonly answer?: string;
  /** Name and text of what it threw, or of the limit that it met. */
  readonly failure?: string;
  /** What the function did with the origin of its request, as JSON. */
  readonly origin?: string;
  readonly logs: readonly string[];
  /** In percent of what a function may use, 1 to 100. */
  readonly computeUtilization: number;
}

// fidelity: docs: "Quotas", CloudFront Functions: maximum function memory 2 MB
const MEMORY_BYTES = 2 * 1024 * 1024;
// Well short of where Node.js ends a call of the engine.
const STACK_BYTES = 128 * 1024;
// fidelity: guess: AWS does not say how long a function may run. The engine asks after 10,000 calls and turns of loops each, so
// that the same function uses the same on a slow machine; the clock bounds what it does in between.
const STEPS = 100;
const RUN_MS = 1000;

const sources = ["prelude", "encodings", "crypto", "querystring", "byte-strings", "cloudfront", "buffer"] as const;
const sourceOf = (name: string): string => {
  const text = readFileSync(join(__dirname, "sandbox", `${name}.cjs`), "utf8");
  // The engine takes an expression, the formatter of the repository writes a statement.
  return `(${text
    .replace(/^(\/\/.*\n)+/, "")
    .trimEnd()
    .replace(/;$/, "")})`;
};
const SOURCES = Object.fromEntries(sources.map((name) => [name, sourceOf(name)]));
const MODULES: Record<FunctionRuntime, readonly string[]> = {
  "cloudfront-js-1.0": ["crypto", "querystring"],
  "cloudfront-js-2.0": ["crypto", "querystring", "buffer", "cloudfront"],
};

// No maps, sets, proxies and big integers: njs, the engine of both runtimes, has none.
const INTRINSICS = {
  BaseObjects: true,
  Date: true,
  Eval: true,
  RegExpCompiler: true,
  RegExp: true,
  JSON: true,
  TypedArrays: true,
  Promise: true,
};

let engine: Promise<QuickJSWASMModule> | undefined;

export interface Call {
  readonly code: string;
  readonly runtime: FunctionRuntime;
  readonly event: FunctionEvent;
  readonly kvs?: KeyValues;
}

/** Runs `handler` of `code` once, in an engine of its own that nothing outlives: AWS lets no run see another's globals. */
export const runInSandbox = async (call: Call): Promise<Outcome> => {
  engine ??= newQuickJSWASMModuleFromVariant(variant);
  const runtime = (await engine).newRuntime({ memoryLimitBytes: MEMORY_BYTES, maxStackSizeBytes: STACK_BYTES });
  const context = runtime.newContext({ intrinsics: INTRINSICS });
  const scope = new Scope();
  const outcome = bounded(() => run(context, call, scope));
  // Where memory or stack ran out the engine has lost count of its objects, and would end itself when it frees them.
  if (outcome.failure?.startsWith("InternalError")) engine = undefined;
  else for (const used of [scope, context, runtime]) used.dispose();
  return outcome;
};

const bounded = (run: () => Outcome): Outcome => {
  try {
    return run();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return { failure: `InternalError: ${error.message}`, logs: [], computeUtilization: 100 };
  }
};

const run = (context: QuickJSContext, { code, runtime, event, kvs }: Call, scope: Scope): Outcome => {
  const startedAt = Date.now();
  const heard: { answer?: string; failure?: string; origin?: string; logs: string[] } = { logs: [] };
  let steps = 0;
  const text = (value: string) => scope.manage(context.newString(value));
  const finished = (said = heard.failure): Outcome => {
    const failure = steps > STEPS ? "The function exceeded its compute utilization" : said;
    return {
      ...heard,
      ...(failure !== undefined && { failure, answer: undefined }),
      computeUtilization: Math.max(1, Math.min(100, Math.round((steps * 100) / STEPS))),
    };
  };
  const failed = (error: QuickJSHandle): Outcome => {
    const { name, message } = context.dump(scope.manage(error)) as { name?: string; message?: string };
    return finished(
      message === "interrupted" ? "The function exceeded its compute utilization" : `${name}: ${message}`,
    );
  };

  const offered = MODULES[runtime];
  context.runtime.setModuleLoader((name) =>
    offered.includes(name)
      ? `export default globalThis.require(${JSON.stringify(name)});`
      : { error: new Error(`Cannot find module "${name}"`) },
  );

  const host = scope.manage(context.newObject());
  const offer = (name: string, answer: (...args: (string | undefined)[]) => string | undefined) => {
    const method = context.newFunction(name, (...args) => {
      const answered = answer(
        ...args.map((arg) => (context.typeof(arg) === "string" ? context.getString(arg) : undefined)),
      );
      return answered === undefined ? context.undefined : context.newString(answered);
    });
    context.setProp(host, name, scope.manage(method));
  };
  offer("source", (name = "") => SOURCES[name]);
  offer("log", (line = "") => void heard.logs.push(line));
  offer("settle", (answer) => void Object.assign(heard, { answer }));
  offer("fail", (failure) => void Object.assign(heard, { failure }));
  offer("origin", (origin) => {
    if (event.context.eventType !== "viewer-request") return "only viewer-request functions change the origin";
    heard.origin = origin;
    return undefined;
  });
  offer("encode", (json = '""', encoding) => Buffer.from(JSON.parse(json), encoding as BufferEncoding).toString("hex"));
  offer("decode", (hex = "", encoding) => JSON.stringify(Buffer.from(hex, "hex").toString(encoding as BufferEncoding)));
  offer("digest", (algorithm = "", data = "", key) =>
    (key === undefined ? createHash(algorithm) : createHmac(algorithm, Buffer.from(key, "hex")))
      .update(Buffer.from(data, "hex"))
      .digest("hex"),
  );
  offer("store", (id) => (kvs && (id === undefined || id === kvs.id) ? JSON.stringify(metaOf(kvs)) : undefined));
  offer("value", (key = "") => {
    const value = kvs?.values.get(key);
    return value === undefined ? undefined : JSON.stringify({ text: value });
  });

  const prelude = scope.manage(
    context.unwrapResult(context.evalCode(SOURCES.prelude ?? "", "prelude", { strict: true })),
  );
  const isSecond = runtime === "cloudfront-js-2.0" ? context.true : context.false;
  const start = scope.manage(
    context.unwrapResult(context.callFunction(prelude, context.undefined, host, isSecond, text(offered.join(" ")))),
  );

  context.runtime.setInterruptHandler(() => {
    steps = Date.now() - startedAt > RUN_MS ? STEPS + 1 : steps + 1;
    return steps > STEPS;
  });
  const loaded = context.evalCode(`${code}\nexport { handler };`, "function", { type: "module" });
  if (loaded.error) return failed(loaded.error);
  const handler = scope.manage(context.getProp(scope.manage(loaded.value), "handler"));
  if (context.typeof(handler) !== "function") return finished("TypeError: handler is not a function");
  const called = context.callFunction(
    start,
    context.undefined,
    handler,
    scope.manage(context.newNumber(startedAt)),
    text(JSON.stringify(event)),
  );
  if (called.error) return failed(called.error);
  called.value.dispose();
  const jobs = context.runtime.executePendingJobs();
  if (jobs.error) return failed(jobs.error);
  jobs.dispose();
  if (heard.answer === undefined) return finished(heard.failure ?? "The function did not settle its promise");
  return finished();
};

const metaOf = ({ createdAt, changedAt, values }: KeyValues) => ({
  creationDateTime: createdAt.toISOString(),
  lastUpdatedDateTime: changedAt.toISOString(),
  keyCount: values.size,
});
