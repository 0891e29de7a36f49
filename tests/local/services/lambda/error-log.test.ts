import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import { throwAwayFolder } from "../rds/throw-away";
import { type Lambda, startLambda } from "./deployed";

const REQUEST_ID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

const HANDLER = `interface Event { readonly how: string }

class StockError extends Error {
  override readonly name = "StockError";
}

const fail = (): never => {
  throw new StockError("none left");
};

export const handler = async ({ how }: Event) => {
  if (how === "uncaught") return new Promise(() => setTimeout(fail, 1));
  if (how === "rejected") return new Promise(() => void Promise.reject(new StockError("lost")));
  if (how === "logged") return console.error("caught", new StockError("seen"));
  if (how === "text") throw "only text";
  if (how === "exit") process.exit(3);
  return fail();
};
`;

describe("errors of a function in its log", () => {
  let lambda: Lambda;
  let folder: ReturnType<typeof throwAwayFolder>;
  before(() => {
    lambda = startLambda();
    folder = throwAwayFolder();
    mkdirSync(join(folder.path, "handlers"));
  });
  after(async () => {
    await lambda.close();
    folder.remove();
  });

  /** Bundles a handler as components do, map beside the code, and deploys the file. */
  const deploy = async (name: string, source: string, inputs = {}) => {
    const entry = `handlers/${name}.handler.ts`;
    writeFileSync(join(folder.path, entry), source);
    const path = join(folder.path, name, "bundle.js");
    const outfile = join(folder.path, "index.js");
    const built = buildSync({
      entryPoints: [entry],
      absWorkingDir: folder.path,
      outfile,
      write: false,
      bundle: true,
      platform: "node",
      format: "cjs",
      minifyWhitespace: true,
      minifySyntax: true,
      sourcemap: "external",
      sourcesContent: false,
    });
    mkdirSync(join(folder.path, name), { recursive: true });
    for (const file of built.outputFiles) writeFileSync(file.path.endsWith(".map") ? `${path}.map` : path, file.text);
    const code = { kind: "archive", assets: { "index.js": { kind: "asset", path } } };
    return lambda.deploy(name, "", { code, ...inputs });
  };

  /** What an invocation added to the log, with ids and times replaced; and what the caller was told. */
  const invoke = async (name: string, how = "") => {
    const before = lambda.lines(name).length;
    const { value } = await lambda.invoke(name, { how });
    const lines = lambda.lines(name).slice(before);
    const [id = ""] = lines.join().match(REQUEST_ID) ?? [];
    const plain = lines.map((line) => line.replaceAll(id, "ID").replace(/^[\d:.TZ-]+\t/, "TIME\t"));
    return { lines: plain.filter((line) => !/^(START|END|REPORT) /.test(line)), all: plain, value };
  };

  /** The error object in a line, with those places alone that are the handler's own. */
  const logged = (line = "") => {
    const [head, text = "{}"] = line.split(" \t");
    const { stack, ...error } = JSON.parse(text) as { stack: string[]; reason?: { stack: string[] } };
    return { head, ...error, stack: [stack[0], ...own(stack)] };
  };
  const own = (stack: readonly string[]) => stack.filter((frame) => frame.includes("handlers/"));

  it("is one line, as Lambda formats it, at the line of the source, with the request id", async () => {
    await deploy("throws", HANDLER);
    const { lines, value } = await invoke("throws");
    assert.equal(lines.length, 1, lines.join("\n"));
    assert.deepEqual(logged(lines[0]), {
      head: "TIME\tID\tERROR\tInvoke Error",
      errorType: "StockError",
      errorMessage: "none left",
      name: "StockError",
      stack: [
        "StockError: none left",
        "    at fail (handlers/throws.handler.ts:8:9)",
        "    at handler (handlers/throws.handler.ts:17:10)",
      ],
    });
    // On AWS nobody knows the sources: a package has no maps.
    const { trace } = value as { trace: string[] };
    assert.match(trace[1] ?? "", /^ {4}at fail \(\/var\/task\/index\.js:1:\d+\)$/);
    assert.ok(!trace.join().includes(folder.path) && !trace.join().includes(process.cwd()), trace.join("\n"));
  });

  it("is one line for what nobody caught, and for a rejection with its reason", async () => {
    await deploy("late", HANDLER);
    const uncaught = await invoke("late", "uncaught");
    assert.equal(uncaught.lines.length, 1, uncaught.lines.join("\n"));
    const { head, stack } = logged(uncaught.lines[0]);
    assert.equal(head, "TIME\tID\tERROR\tUncaught Exception");
    assert.match(stack[1] ?? "", /fail.* \(handlers\/late\.handler\.ts:8:9\)$/);
    const rejected = await invoke("late", "rejected");
    assert.equal(rejected.lines.length, 1, rejected.lines.join("\n"));
    const { reason, ...rejection } = logged(rejected.lines[0]);
    assert.deepEqual(rejection, {
      head: "TIME\tID\tERROR\tUnhandled Promise Rejection",
      errorType: "Runtime.UnhandledPromiseRejection",
      errorMessage: "StockError: lost",
      promise: {},
      stack: ["Runtime.UnhandledPromiseRejection: StockError: lost"],
    });
    assert.match(own(reason?.stack ?? [])[0] ?? "", /handlers\/late\.handler\.ts:13:72\)?$/);
  });

  it("is whatever was thrown, and what the handler logged itself", async () => {
    await deploy("others", HANDLER);
    const { lines } = await invoke("others", "text");
    const { errorType, errorMessage } = logged(lines[0]) as Record<string, unknown>;
    assert.deepEqual([lines.length, errorType, errorMessage], [1, "Error", "only text"]);
    const [first, second] = (await invoke("others", "logged")).lines;
    assert.equal(first, "TIME\tID\tERROR\tcaught StockError: seen");
    assert.match(second ?? "", /^ {4}at handler \(handlers\/others\.handler\.ts:14:56\) ?/);
  });

  it("says why a process ended that said nothing itself", async () => {
    await deploy("exits", HANDLER);
    const { lines, value } = await invoke("exits", "exit");
    assert.deepEqual(lines, ["RequestId: ID Error: Runtime exited with error: exit status 3", "Runtime.ExitError"]);
    assert.equal((value as { errorType: string }).errorType, "Runtime.ExitError");
  });

  it("has an error at the start once, with its place, and then the invocation that it failed", async () => {
    for (const [name, source, errorType, place] of [
      ["init", "export const size = (undefined as unknown as string).length;\n", "TypeError", "1:"],
      ["syntax", '\nexport const size = JSON.parse("{");\n', "Runtime.UserCodeSyntaxError", "2:26"],
      [
        "lost",
        "\n\nvoid Promise.reject(new RangeError());\nexport const handler = async () => {};\n",
        "Runtime.UnhandledPromiseRejection",
        "3:",
      ],
      [
        "missing",
        'const name = ["no", "lib"].join("-");\nexport const lib = require(name);\n',
        "Runtime.ImportModuleError",
        "2:20",
      ],
    ] as const) {
      await deploy(name, source);
      const { all, value } = await invoke(name);
      const [line = "", ...rest] = all;
      assert.match(line, /^TIME\tundefined\tERROR\t(Uncaught Exception|Unhandled Promise Rejection) \t/);
      assert.ok(line.includes(`handlers/${name}.handler.ts:${place}`), line);
      assert.deepEqual(
        rest.map((each) => each.split(" ")[0]),
        ["START", "END", "REPORT"],
        all.join("\n"),
      );
      assert.equal((value as { errorType: string }).errorType, errorType);
      assert.ok(!JSON.stringify(value).includes(process.cwd()), JSON.stringify(value));
    }
  });

  it("is an object where the function logs JSON", async () => {
    await deploy("json", HANDLER, { loggingConfig: { logFormat: "JSON" } });
    const [line = ""] = (await invoke("json")).lines;
    const { level, message } = JSON.parse(line) as { level: string; message: Record<string, unknown> };
    assert.equal(level, "ERROR");
    assert.deepEqual([message.errorType, message.errorMessage], ["StockError", "none left"]);
    assert.equal((message.stackTrace as string[])[1], "    at fail (handlers/json.handler.ts:8:9)");
  });

  it("follows the sources while the code stays as it is", async () => {
    await deploy("moved", HANDLER);
    await invoke("moved");
    await deploy("moved", `// A comment.\n${HANDLER}`);
    assert.equal(logged((await invoke("moved")).lines[0]).stack[1], "    at fail (handlers/moved.handler.ts:9:9)");
  });

  it("reads maps within the package, and leaves code without one as it is", async () => {
    const { outputFiles } = buildSync({
      stdin: { contents: HANDLER, sourcefile: "src/own.ts", loader: "ts" },
      write: false,
      outfile: "index.js",
      format: "cjs",
      sourcemap: "inline",
      minifyWhitespace: true,
    });
    await lambda.deploy("inline", outputFiles[0]?.text ?? "");
    assert.ok((await invoke("inline")).lines[0]?.includes("    at fail (src/own.ts:8:9)"));
    await lambda.deploy("bare", "exports.handler = async () => { throw new Error('x'); }");
    assert.match((await invoke("bare")).lines[0] ?? "", /functions\/bare\/\w+\/index\.js:1:\d+\)/);
  });
});
