import assert from "node:assert/strict";
import { type Lambda, startLambda } from "./deployed";

const REQUEST_ID = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

describe("a function process", () => {
  let lambda: Lambda;
  before(() => {
    lambda = startLambda();
  });
  after(() => lambda.close());

  it("answers async, callback and context.succeed handlers", async () => {
    await lambda.deploy("async", "exports.handler = async (event) => ({ got: event })");
    await lambda.deploy(
      "callback",
      "exports.handler = (event, context, callback) => setTimeout(() => callback(null, event.a), 1)",
    );
    await lambda.deploy("succeed", "exports.handler = (event, context) => context.succeed('done')");
    await lambda.deploy("nothing", "exports.handler = () => {}");
    assert.deepEqual(await lambda.invoke("async", { a: [1] }), { error: false, value: { got: { a: [1] } } });
    assert.deepEqual(await lambda.invoke("callback", { a: 7 }), { error: false, value: 7 });
    assert.deepEqual(await lambda.invoke("succeed"), { error: false, value: "done" });
    assert.deepEqual(await lambda.invoke("nothing"), { error: false, value: null });
  });

  it("waits for the event loop after a callback, unless told not to", async () => {
    const code = (wait: boolean, ms: number) => `let ran = false; exports.handler = (event, context, callback) => {
      context.callbackWaitsForEmptyEventLoop = ${wait};
      const before = ran; ran = false;
      setTimeout(() => { ran = true; }, ${ms});
      callback(null, before);
    }`;
    await lambda.deploy("waits", code(true, 50));
    await lambda.deploy("hurries", code(false, 5000));
    await lambda.invoke("waits");
    assert.equal((await lambda.invoke("waits")).value, true);
    await lambda.invoke("hurries");
    assert.equal((await lambda.invoke("hurries")).value, false);
  });

  it("keeps a process warm between invocations", async () => {
    await lambda.deploy("counts", "let n = 0; exports.handler = async () => [process.pid, ++n]");
    const first = (await lambda.invoke("counts")).value as number[];
    assert.deepEqual((await lambda.invoke("counts")).value, [first[0], 2]);
  });

  it("gives the context and the environment of AWS, and nothing of ours", async () => {
    const code = `exports.handler = async (event, context) => ({
      context: { ...context, left: context.getRemainingTimeInMillis() }, env: process.env })`;
    const outputs = await lambda.deploy("env", code, { environment: { variables: { OWN: "1" } } });
    const { context, env } = (await lambda.invoke("env")).value as Record<string, Record<string, string>>;
    assert.equal(context?.functionName, "env");
    assert.equal(context?.functionVersion, "$LATEST");
    assert.equal(context?.memoryLimitInMB, "256");
    assert.equal(context?.logGroupName, "/aws/lambda/env");
    assert.equal(context?.invokedFunctionArn, outputs.arn);
    assert.match(String(context?.awsRequestId), new RegExp(`^${REQUEST_ID}$`));
    assert.ok(Number(context?.left) > 3_000 && Number(context?.left) <= 5_000);
    assert.match(env?._X_AMZN_TRACE_ID ?? "", /^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$/);
    assert.deepEqual(
      Object.keys(env ?? {})
        .filter((name) => name !== "_")
        .sort(),
      [
        "AWS_ACCESS_KEY_ID",
        "AWS_DEFAULT_REGION",
        "AWS_ENDPOINT_URL",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_FORMAT",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_REGION",
        "AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "LAMBDA_RUNTIME_DIR",
        "LAMBDA_TASK_ROOT",
        "LANG",
        "OWN",
        "PATH",
        "TZ",
        "_HANDLER",
        "_X_AMZN_TRACE_ID",
      ],
    );
    const caller = lambda.cloud.access.find(env?.AWS_ACCESS_KEY_ID ?? "");
    assert.equal(caller?.principal.arn, "arn:aws:sts::000000000000:assumed-role/function/env");
  });

  it("reports errors as AWS's runtime does", async () => {
    await lambda.deploy(
      "throws",
      "class OwnError extends Error {}; exports.handler = async () => { const e = new TypeError('bad'); throw e; }",
    );
    await lambda.deploy("string", "exports.handler = async () => { throw 'text'; }");
    const { error, value } = await lambda.invoke("throws");
    const { trace, ...rest } = value as { trace: string[] };
    assert.equal(error, true);
    assert.deepEqual(rest, { errorType: "TypeError", errorMessage: "bad" });
    assert.equal(trace[0], "TypeError: bad");
    assert.deepEqual(await lambda.invoke("string"), {
      error: true,
      value: { errorType: "string", errorMessage: "text", trace: [] },
    });
  });

  it("reports what goes wrong before the handler runs", async () => {
    const errorOf = async (name: string, code: string, inputs = {}) => {
      await lambda.deploy(name, code, inputs);
      const { errorType, errorMessage } = (await lambda.invoke(name)).value as Record<string, string>;
      return [errorType, errorMessage];
    };
    assert.deepEqual(await errorOf("init-throws", "throw new RangeError('at start')"), ["RangeError", "at start"]);
    assert.deepEqual(await errorOf("no-export", "exports.other = 1"), [
      "Runtime.HandlerNotFound",
      "index.handler is undefined or not exported",
    ]);
    assert.deepEqual(await errorOf("no-file", "", { handler: "main.handler" }), [
      "Runtime.ImportModuleError",
      "Error: Cannot find module 'main'\nRequire stack:\n- /var/runtime/index.mjs",
    ]);
    assert.deepEqual(await errorOf("no-function", "exports.handler = 1"), [
      "Runtime.HandlerNotFound",
      "index.handler is not a function",
    ]);
    assert.deepEqual(await errorOf("no-dot", "", { handler: "index" }), [
      "Runtime.MalformedHandlerName",
      "Bad handler",
    ]);
    assert.deepEqual(await errorOf("outside", "", { handler: "../index.handler" }), [
      "Runtime.MalformedHandlerName",
      "'../index.handler' is not a valid handler name. Use absolute paths when specifying root directories in handler names.",
    ]);
    assert.deepEqual(await errorOf("no-syntax", "exports.handler = async () => {"), [
      "Runtime.UserCodeSyntaxError",
      "SyntaxError: Unexpected end of input",
    ]);
    const [type, message] = await errorOf("init-exits", "process.exit(3)");
    assert.equal(type, "Runtime.ExitError");
    assert.match(
      message ?? "",
      new RegExp(`^RequestId: ${REQUEST_ID} Error: Runtime exited with error: exit status 3$`),
    );
  });

  it("warns at deployment of a handler that is not in the code", async () => {
    const warned = async (name: string, handler: string, code: string) => {
      await lambda.deploy(name, code, { handler });
      return lambda.lines("lambda").filter((line) => line.includes(` ${name} `));
    };
    const start = (name: string, handler: string) => `every invocation of ${name} will fail: its handler ${handler}`;
    assert.deepEqual(await warned("w1", "index.nothing", "exports.handler = 1"), [
      `${start("w1", "index.nothing")} names an export that is not in its code: index has no nothing`,
    ]);
    assert.deepEqual(await warned("w2", "main.handler", "exports.handler = 1"), [
      `${start("w2", "main.handler")} names a file that is not in its code: there is no main.js, .mjs or .cjs`,
    ]);
    assert.deepEqual(await warned("w3", "index", "exports.handler = 1"), [
      `${start("w3", "index")} is no "file.export"`,
    ]);
    for (const handler of ["index.handler", "index.handler.inner", "./index.handler"])
      assert.deepEqual(await warned("w4", handler, "exports.handler = 1"), []);
  });

  it("starts anew after a handler that ends the process", async () => {
    await lambda.deploy(
      "exits",
      "exports.handler = async (event) => { if (event.exit) process.exit(event.code); return process.pid; }",
    );
    const before = (await lambda.invoke("exits")).value;
    const { errorType, errorMessage } = (await lambda.invoke("exits", { exit: true, code: 0 })).value as Record<
      string,
      string
    >;
    assert.equal(errorType, "Runtime.ExitError");
    assert.match(
      errorMessage ?? "",
      new RegExp(`^RequestId: ${REQUEST_ID} Error: Runtime exited without providing a reason$`),
    );
    assert.notEqual((await lambda.invoke("exits")).value, before);
  });

  it("reports uncaught exceptions and unhandled rejections", async () => {
    await lambda.deploy(
      "uncaught",
      "exports.handler = () => new Promise(() => setTimeout(() => { throw new Error('late'); }, 1))",
    );
    await lambda.deploy(
      "unhandled",
      "exports.handler = () => new Promise(() => { Promise.reject(new Error('lost')); setTimeout(() => {}, 1000); })",
    );
    const of = async (name: string) => {
      const { errorType, errorMessage } = (await lambda.invoke(name)).value as Record<string, string>;
      return [errorType, errorMessage];
    };
    assert.deepEqual(await of("uncaught"), ["Error", "late"]);
    assert.deepEqual(await of("unhandled"), ["Runtime.UnhandledPromiseRejection", "Error: lost"]);
  });

  it("enforces the timeout", async () => {
    await lambda.deploy("hangs", "exports.handler = () => { for (;;); }", { timeout: 1 });
    const { errorType, errorMessage } = (await lambda.invoke("hangs")).value as Record<string, string>;
    assert.equal(errorType, "Sandbox.Timedout");
    assert.match(errorMessage ?? "", new RegExp(`^RequestId: ${REQUEST_ID} Error: Task timed out after 1.00 seconds$`));
    assert.ok(lambda.lines("hangs").some((line) => line.endsWith("Task timed out after 1.00 seconds")));
  });

  it("enforces the memory limit on what is not heap", async function () {
    if (process.platform !== "linux") this.skip();
    const code =
      "exports.handler = async () => { const kept = []; for (;;) { kept.push(Buffer.alloc(16e6, 1)); await new Promise((r) => setTimeout(r, 5)); } }";
    await lambda.deploy("hungry", code);
    const { errorType, errorMessage } = (await lambda.invoke("hungry")).value as Record<string, string>;
    assert.equal(errorType, "Runtime.ExitError");
    assert.match(errorMessage ?? "", /Runtime exited with error: signal: killed$/);
    assert.match(lambda.lines("hungry").at(-1) ?? "", /Memory Size: 256 MB\tMax Memory Used: 256 MB/);
  });

  it("refuses a response over 6 MB", async () => {
    await lambda.deploy("large", "exports.handler = async () => 'x'.repeat(6291556)");
    assert.deepEqual(await lambda.invoke("large"), {
      error: true,
      value: {
        errorType: "Function.ResponseSizeTooLarge",
        errorMessage: "Response payload size exceeded maximum allowed payload size (6291556 bytes).",
      },
    });
  });

  it("logs START, what the function writes, END and REPORT, in that order", async () => {
    await lambda.deploy(
      "logs",
      "exports.handler = async () => { console.log('hello %s', 'world'); console.error({ a: 1 }); }",
    );
    await lambda.invoke("logs");
    const shapes = lambda.lines("logs").map((line) =>
      line
        .replace(new RegExp(REQUEST_ID, "g"), "ID")
        .replace(/[\d.]+ ms/g, "N ms")
        .replace(/Used: \d+/, "Used: N")
        .replace(/^[\d:.TZ-]+\t/, "TIME\t"),
    );
    assert.deepEqual(shapes, [
      "START RequestId: ID Version: $LATEST",
      "TIME\tID\tINFO\thello world",
      "TIME\tID\tERROR\t{ a: 1 }",
      "END RequestId: ID",
      "REPORT RequestId: ID\tDuration: N ms\tBilled Duration: N ms\tMemory Size: 256 MB\tMax Memory Used: N MB\tInit Duration: N ms",
    ]);
  });

  it("runs what comes at once in several processes, one event each", async () => {
    await lambda.deploy(
      "slow",
      "exports.handler = async () => { await new Promise((r) => setTimeout(r, 300)); return process.pid; }",
    );
    const pids = await Promise.all([1, 2].map(() => lambda.invoke("slow")));
    assert.equal(new Set(pids.map(({ value }) => value)).size, 2);
  });

  it("starts one more for events that wait for a function that waits for itself", async () => {
    const code = "exports.handler = async () => new Promise((r) => setTimeout(() => r(process.pid), 1500))";
    await lambda.deploy("recursive", code, { timeout: 3 });
    const pids = await Promise.all([1, 2, 3].map(() => lambda.invoke("recursive")));
    assert.equal(new Set(pids.map(({ value }) => value)).size, 3, "the third did not wait for the first two");
  });

  it("throttles at the reserved concurrency", async () => {
    await lambda.deploy("single", "exports.handler = () => new Promise((r) => setTimeout(r, 200))", {
      reservedConcurrentExecutions: 1,
    });
    const first = lambda.invoke("single");
    await assert.rejects(lambda.invoke("single"), { code: "TooManyRequestsException", status: 429 });
    await first;
  });

  it("ends when the local cloud does", async () => {
    await lambda.deploy("ends", "exports.handler = async () => process.pid");
    const { value: pid } = await lambda.invoke("ends");
    await lambda.service.stop?.();
    for (let tries = 0; tries < 1_000; tries += 1) {
      try {
        process.kill(Number(pid), 0);
      } catch {
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    assert.fail(`process ${pid} is still there`);
  });
});
