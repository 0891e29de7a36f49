import assert from "node:assert/strict";
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const REPOSITORY = resolve(__dirname, "../../..");
const QUEUE = `import * as aws from "@pulumi/aws";\nexport const url = new aws.sqs.Queue("jobs").url;\n`;

/** `npm start` in a program of one queue. */
describe("npm start", function () {
  this.timeout(60_000);

  let root = "";
  let children: ChildProcess[] = [];
  before(() => {
    root = mkdtempSync(join(realpathSync(tmpdir()), "start-"));
    symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"));
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\n");
    writeFileSync(join(root, "Pulumi.local.yaml"), "config:\n  aws:region: eu-west-1\n");
  });
  beforeEach(() => writeFileSync(join(root, "index.ts"), QUEUE));
  afterEach(() => {
    for (const child of children) child.kill("SIGKILL");
    children = [];
  });
  after(async () => {
    // What was killed may still be dying, and writing.
    while (leftOver().length > 0) await new Promise((next) => setTimeout(next, 50));
    rmSync(root, { recursive: true });
  });

  const start = (file: string, ...args: string[]) => {
    const loader = join(REPOSITORY, "local/loader/typescript.cjs");
    const child = spawn(process.execPath, ["--require", loader, join(REPOSITORY, "local/start", file), ...args], {
      cwd: root,
      stdio: ["ignore", "pipe", "pipe"],
    });
    children.push(child);
    let [printed, errors] = ["", ""];
    child.stdout.on("data", (chunk) => {
      printed += chunk;
    });
    child.stderr.on("data", (chunk) => {
      errors += chunk;
    });
    const ended = once(child, "close").then(([code]) => ({ code, errors, printed }));
    const ready = new Promise<void>((done) => {
      child.stdout.on("data", () => printed.includes("Ctrl-C ends everything") && done());
    });
    return { child, ended, ready: Promise.race([ready, ended.then((end) => assert.fail(JSON.stringify(end)))]) };
  };

  /** Processes that work for this test's folder. */
  const leftOver = (): string[] =>
    execFileSync("ps", ["-eo", "pid,args"], { encoding: "utf8" })
      .split("\n")
      .filter((line) => line.includes(root) || (line.includes("program-loader.cjs") && cwdOf(line) === root));

  const cwdOf = (line: string): string => {
    try {
      return realpathSync(`/proc/${line.trim().split(" ")[0]}/cwd`);
    } catch {
      return "";
    }
  };

  it("leaves outputs and environment while it is ready, and stops at Ctrl-C", async () => {
    const { child, ended, ready } = start("main.ts", "--port", "0");
    await ready;
    const { url } = JSON.parse(readFileSync(join(root, ".local/outputs.json"), "utf8"));
    const env = readFileSync(join(root, ".local/env"), "utf8");
    assert.match(
      env,
      /^AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+\nAWS_REGION=eu-west-1\nAWS_DEFAULT_REGION=eu-west-1\nAWS_ACCESS_KEY_ID=\w+\nAWS_SECRET_ACCESS_KEY=\S+\nAWS_SESSION_TOKEN=\n$/,
    );
    const endpoint = /AWS_ENDPOINT_URL=(.*)/.exec(env)?.[1];
    assert.ok(url.startsWith(`${endpoint}/000000000000/jobs-`), url);
    child.kill("SIGINT");
    assert.deepEqual((await ended).code, 0);
    assert.equal(existsSync(join(root, ".local/outputs.json")), false);
    assert.equal(existsSync(join(root, ".local/lock")), false);
    assert.deepEqual(leftOver(), []);
  });

  it("takes outputs.json away first of all where a kill -9 took the reaper too", async () => {
    const { child, ended, ready } = start("main.ts", "--port", "0");
    await ready;
    // It would start another reaper.
    child.kill("SIGSTOP");
    const children = execFileSync("pgrep", ["-P", String(child.pid)], { encoding: "utf8" });
    for (const pid of children.trim().split("\n")) process.kill(Number(pid), "SIGKILL");
    child.kill("SIGKILL");
    await ended;
    assert.equal(existsSync(join(root, ".local/outputs.json")), true);
    writeFileSync(join(root, "Pulumi.local.yaml"), "config: [\n");
    assert.equal((await start("main.ts", "--port", "0").ended).code, 1);
    writeFileSync(join(root, "Pulumi.local.yaml"), "config:\n  aws:region: eu-west-1\n");
    assert.equal(existsSync(join(root, ".local/outputs.json")), false);
    assert.deepEqual(leftOver(), []);
  });

  it("says which process has the data and what to do, and leaves that one alone", async () => {
    const first = start("main.ts", "--port", "0");
    await first.ready;
    for (const file of ["main.ts", "reset.ts"]) {
      const { code, errors, printed } = await start(file).ended;
      assert.doesNotMatch(printed, /deleting/);
      assert.equal(
        errors,
        `error: a local cloud already runs on ${root}/.local (process ${first.child.pid}): use it, or end it with Ctrl-C in its terminal or \`kill ${first.child.pid}\`\n`,
      );
      assert.equal(code, 1);
    }
    assert.equal(existsSync(join(root, ".local/outputs.json")), true);
    first.child.kill("SIGTERM");
    await first.ended;
  });

  it("says that a port is taken", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : 0;
    const { code, errors } = await start("main.ts", "--port", String(port)).ended;
    server.close();
    assert.equal(
      errors,
      `error: port ${port} is taken: choose another with --port, or leave it out for the next free one\n`,
    );
    assert.equal(code, 1);
    assert.deepEqual(leftOver(), []);
  });

  it("says on which port the endpoint is when the usual one is taken", async () => {
    const server = createServer().listen(4566, "127.0.0.1");
    // Whoever has it already serves as well.
    await Promise.race([once(server, "listening"), once(server, "error")]);
    const { child, ended, ready } = start("main.ts");
    await ready;
    child.kill("SIGINT");
    server.close();
    const { printed } = await ended;
    const [, port] = /AWS APIs\s+http:\/\/127\.0\.0\.1:(\d+)/.exec(printed) ?? [];
    assert.notEqual(port, "4566");
    assert.equal(printed.match(/.*4566.*/g)?.join(), `ports  port 4566 is taken: the AWS endpoint is on ${port}`);
  });

  it("tells the program's error in one line, and leaves nothing running", async () => {
    writeFileSync(
      join(root, "index.ts"),
      'class StackConfigError extends Error { override name = "StackConfigError" }\nthrow new StackConfigError("Pulumi.local.yaml: size must be at least 1");\n',
    );
    const { code, errors } = await start("main.ts", "--port", "0").ended;
    assert.equal(errors, "error: Pulumi.local.yaml: size must be at least 1\n");
    assert.equal(code, 1);
    assert.deepEqual(leftOver(), []);
  });

  it("says what it waits for once that takes over a second, and how long it took", async () => {
    writeFileSync(join(root, "index.ts"), "export = () => new Promise((done) => setTimeout(done, 3_000));\n");
    const { child, ended, ready } = start("main.ts", "--port", "0");
    await ready;
    child.kill("SIGINT");
    assert.match((await ended).printed, /\nrunning the program …\nrunning the program took \d\.\d s\n/);
  });

  it("stops at Ctrl-C while the program still works", async () => {
    writeFileSync(join(root, "index.ts"), 'console.log("at work");\nfor (;;);\n');
    const { child, ended } = start("main.ts", "--port", "0");
    await new Promise<void>((done) => child.stdout?.on("data", (chunk) => String(chunk).includes("at work") && done()));
    child.kill("SIGINT");
    assert.equal((await ended).code, 130);
    assert.deepEqual(leftOver(), []);
  });

  it("knows its resources again after kill -9, and forgets them at npm run reset", async () => {
    const url = async () => {
      const { child, ended, ready } = start("main.ts", "--port", "0");
      await ready;
      const outputs = JSON.parse(readFileSync(join(root, ".local/outputs.json"), "utf8"));
      child.kill("SIGKILL");
      await ended;
      return String(outputs.url).split("/").pop();
    };
    const first = await url();
    assert.equal(await url(), first);
    const { code } = await start("reset.ts").ended;
    assert.equal(code, 0);
    assert.deepEqual(readdirSync(join(root, ".local")), []);
    assert.notEqual(await url(), first);
  });
});
