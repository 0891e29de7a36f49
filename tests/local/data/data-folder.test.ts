import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { explained, makeDataFolder } from "../../../local/data/data-folder";
import { removeDrafts } from "../../../local/data/drafts";

const REPOSITORY = resolve(__dirname, "../../..");
/** The start got as far as the program. */
const REACHED = "error: the program was reached";
const PROGRAM =
  'class StackConfigError extends Error { override name = "StackConfigError" }\nthrow new StackConfigError("the program was reached");\n';
/** What is mounted there is seen there alone, and goes with the last process. */
const APART = ["--mount", ...(process.getuid?.() === 0 ? [] : ["--user", "--map-root-user"])];

describe("the folder of all data", function () {
  this.timeout(60_000);

  let root = "";
  beforeEach(() => {
    root = mkdtempSync(join(realpathSync(tmpdir()), "data-"));
    symlinkSync(join(REPOSITORY, "node_modules"), join(root, "node_modules"));
    writeFileSync(join(root, "Pulumi.yaml"), "name: shop\n");
    writeFileSync(join(root, "Pulumi.local.yaml"), "config:\n  aws:region: eu-west-1\n");
    writeFileSync(join(root, "index.ts"), PROGRAM);
    mkdirSync(join(root, "disk"));
  });
  afterEach(() => rmSync(root, { recursive: true }));

  /** Runs lines of a shell in which `start <folder>` is `npm start`; what that wrote to its error output, and exit codes. */
  const run = (lines: string, ...apart: string[]): string[] => {
    const [loader, main] = ["local/loader/typescript.cjs", "local/start/main.ts"].map((file) => join(REPOSITORY, file));
    const start = `start() { '${process.execPath}' --require '${loader}' '${main}' --port 0 --data "$1" >/dev/null; echo "exit code $?" >&2; }\n`;
    const [program = "", ...args] = [...apart, "sh", "-c", start + lines];
    return spawnSync(program, args, { cwd: root, encoding: "utf8" }).stderr.trim().split("\n");
  };
  const onDisk = (context: Mocha.Context, mount: string, lines: string): string[] => {
    if (spawnSync("unshare", [...APART, "mount", "-t", "tmpfs", "tmpfs", root]).status !== 0) {
      console.log("      skipped: `unshare` of util-linux may not mount a file system here");
      context.skip();
    }
    return run(`mount -t tmpfs -o ${mount} tmpfs disk\n${lines}`, "unshare", ...APART);
  };

  it("may not be a file, nor lie below one", () => {
    writeFileSync(join(root, "file"), "");
    assert.deepEqual(run("start file; start file/below; rm file; start file"), [
      `error: ${root}/file is a file, or lies below one: name the folder of all data with --data`,
      "exit code 1",
      `error: ${root}/file/below is a file, or lies below one: name the folder of all data with --data`,
      "exit code 1",
      REACHED,
      "exit code 1",
    ]);
  });

  it("may not be read-only", function () {
    assert.deepEqual(onDisk(this, "ro", "start disk; mount -o remount,rw disk; start disk"), [
      `error: the local cloud cannot keep its data in ${root}/disk (EROFS: read-only file system, access '${root}/disk'): let this user write there, or name another folder with --data`,
      "exit code 1",
      REACHED,
      "exit code 1",
    ]);
  });

  for (const free of ["0", "8K", "500K"])
    it(`may not lie on a full disk, ${free} free; that of a start is not in the way of the next`, function () {
      const fill = `head -c ${free} /dev/zero > disk/free; cat /dev/zero > disk/filler 2>&-; rm disk/free`;
      assert.deepEqual(onDisk(this, "size=20m", `${fill}\nstart disk; ls disk; rm disk/filler; start disk`), [
        `error: no space is left for ${root}/disk: free some and start again, or name a folder on another disk with --data (less than 1 MB)`,
        "exit code 1",
        REACHED,
        "exit code 1",
      ]);
    });

  it("must be this user's to write", function () {
    if (process.getuid?.() !== 0) this.skip();
    process.seteuid?.(65534);
    try {
      assert.throws(() => makeDataFolder(join(root, "disk/data")), {
        name: "SetupError",
        message: `the local cloud cannot keep its data in ${root}/disk/data (EACCES: permission denied, mkdir '${root}/disk/data'): let this user write there, or name another folder with --data`,
      });
    } finally {
      process.seteuid?.(0);
    }
  });

  for (const message of [
    "ENOSPC: no space left on device, write",
    "No space left on device: Attempting to write page at position 200704",
    "orders (aws:rds/cluster:Cluster): initdb failed in d (1): could not extend file | HINT:  Check free disk space.",
    "EDQUOT: disk quota exceeded, write",
  ])
    it(`is named where the disk has filled up meanwhile: ${message}`, () => {
      assert.deepEqual(
        String(explained(new Error(message), root)),
        `SetupError: no space is left for ${root}: free some and start again, or name a folder on another disk with --data (${message})`,
      );
    });

  it("is named where a file in it is somebody else's, and nowhere else", () => {
    const refused = (path: string) =>
      Object.assign(new Error(`EACCES: permission denied, open '${path}'`), { code: "EACCES", path });
    assert.equal(
      String(explained(refused(`${root}/env`), root)),
      `SetupError: ${root}/env cannot be written (EACCES: permission denied, open '${root}/env'): start as the user who made ${root}, or name another folder with --data`,
    );
    const elsewhere = refused("/etc/shadow");
    assert.equal(explained(elsewhere, root), elsewhere);
  });

  it("loses what was left half made in it, and nothing else", () => {
    const made = ["rds/a.partial/base/1", "functions/f/1a.partial/index.js", "certificates/ca.key.partial"];
    const kept = ["rds/a/base/1.partial", "functions/f/1a/x.partial", "certificates/ca.key"];
    for (const path of [...made, ...kept]) {
      mkdirSync(join(root, "disk", path, ".."), { recursive: true });
      writeFileSync(join(root, "disk", path), "");
    }
    removeDrafts(join(root, "disk"));
    const left = readdirSync(join(root, "disk"), { recursive: true, encoding: "utf8" });
    assert.deepEqual(left.filter((path) => /\.partial|key/.test(path)).sort(), [
      "certificates/ca.key",
      "functions/f/1a/x.partial",
      "rds/a/base/1.partial",
    ]);
  });
});
