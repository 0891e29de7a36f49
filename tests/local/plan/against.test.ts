import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { plan } from "../../../local/plan/plan";
import { Repository } from "./a-repository";

describe("plan --against", function () {
  this.timeout(60_000);
  let repository: Repository;
  let temporary: string;
  const { TMPDIR } = process.env;

  beforeEach(() => {
    temporary = mkdtempSync(join(tmpdir(), "plan-tmp-"));
    repository = new Repository();
    repository.program("jobs", "old");
    repository.commit("first");
    process.env.TMPDIR = temporary;
  });

  afterEach(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    repository.remove();
    rmSync(temporary, { recursive: true, force: true });
  });

  const nothingLeft = () => {
    assert.deepEqual(
      readdirSync(temporary).filter((name) => !name.startsWith("tsx-")),
      [],
    );
    assert.equal(repository.git("worktree", "list", "--porcelain").match(/^worktree /gm)?.length, 1);
  };

  it("tells what the working copy changes since a commit, and leaves nothing behind", async () => {
    repository.program("jobs", "new");
    const { against } = await plan({ root: repository.folder, stack: "dev", against: "main" });

    assert.equal(against?.ref, "main");
    assert.deepEqual(against?.difference.added, ["queue new"]);
    assert.deepEqual(against?.difference.removed, ["queue old"]);
    assert.deepEqual(against?.difference.changed, []);
    nothingLeft();
  });

  it("takes a stack that did not exist for wholly new", async () => {
    repository.write("Pulumi.prod.yaml", "config:\n  aws:region: eu-west-1\n");
    const { against } = await plan({ root: repository.folder, stack: "prod", against: "HEAD" });

    assert.deepEqual(against?.difference.added, ["queue jobs", "queue old"]);
    nothingLeft();
  });

  it("prepares the work tree as npm does after an install, so that what is built and not committed is there", async () => {
    const built = (script: string) => {
      repository.write("package.json", JSON.stringify({ scripts: { prepare: script } }));
      repository.write(".gitignore", "node_modules\ndist\n");
      repository.write(
        "index.ts",
        'import * as sqs from "@pulumi/aws/sqs"; new sqs.Queue(require("./dist/name.json"), { sqsManagedSseEnabled: true });',
      );
      repository.commit(script);
      repository.write("dist/name.json", '"mine"');
    };
    const writes = "require('fs').mkdirSync('dist');require('fs').writeFileSync('dist/name.json','\\\"theirs\\\"')";
    built(`node -e "${writes}"`);
    const { against } = await plan({ root: repository.folder, stack: "dev", against: "main" });
    assert.deepEqual([against?.difference.added, against?.difference.removed], [["queue mine"], ["queue theirs"]]);
    built("node -e \"console.error('no compiler');process.exit(3)\"");
    const failing = plan({ root: repository.folder, stack: "dev", against: "main" });
    await assert.rejects(failing, /^SetupError: at main: npm run prepare failed: .*no compiler/s);
    nothingLeft();
  });

  it("works from a program in a folder of its repository", async () => {
    repository.write("infra/Pulumi.yaml", "name: shop\nruntime: nodejs\nmain: ../index.ts\n");
    repository.write("infra/Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n");
    repository.commit("in a folder");
    repository.program("jobs", "new");
    // Its packages are those of the folder above.
    const { against } = await plan({ root: join(repository.folder, "infra"), stack: "dev", against: "HEAD" });

    assert.deepEqual(against?.difference.added, ["queue new"]);
    nothingLeft();
  });

  for (const ref of ["nowhere", "--help", "HEAD:index.ts"])
    it(`refuses ${ref}, which is no commit`, async () => {
      await assert.rejects(plan({ root: repository.folder, stack: "dev", against: ref }), {
        name: "SetupError",
        message: `--against ${ref}: there is no such commit, branch or tag here; git fetch it first`,
      });
      nothingLeft();
    });

  it("says at which commit a program fails, and cleans up", async () => {
    repository.write("index.ts", 'throw new Error("no queues today");');
    repository.commit("broken");
    repository.program("jobs");

    await assert.rejects(plan({ root: repository.folder, stack: "dev", against: "HEAD" }), {
      name: "SetupError",
      message: /^at HEAD: .*no queues today/s,
    });
    nothingLeft();
  });

  it("cleans up when it is told to end", async () => {
    repository.write("index.ts", "export const never = new Promise(() => setInterval(() => {}, 1000));");
    repository.commit("endless");
    const local = resolve(__dirname, "../../../local");
    const command = ["--require", join(local, "loader/typescript.cjs"), join(local, "plan/main.ts")];
    const child = spawn(process.execPath, [...command, "dev", "--against", "HEAD"], {
      cwd: repository.folder,
      env: { ...process.env, TMPDIR: temporary },
      stdio: "ignore",
    });
    // Not by asking git, which stumbles over a work tree that it is just adding.
    const checkedOut = () =>
      readdirSync(temporary).some((name) => existsSync(join(temporary, name, "tree", "node_modules")));
    while (!checkedOut()) await setTimeout(20);
    child.kill("SIGTERM");
    const [, signal] = await once(child, "exit");

    assert.equal(signal, "SIGTERM");
    nothingLeft();
  });
});
