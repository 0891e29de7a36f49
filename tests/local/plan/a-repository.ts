import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

const ROOT = resolve(__dirname, "../../..");
/** Nothing of whoever runs the tests: no name, no hooks, no signatures. */
const GIT = [
  "-c",
  "user.name=test",
  "-c",
  "user.email=test@example.com",
  "-c",
  "commit.gpgsign=false",
  "-c",
  "core.hooksPath=/dev/null",
];

/** A git repository with a small Pulumi program, beside the project. */
export class Repository {
  readonly folder = mkdtempSync(join(tmpdir(), "plan-test-"));

  constructor() {
    this.git("init", "--quiet", "--initial-branch=main");
    this.write("Pulumi.yaml", "name: shop\nruntime: nodejs\nmain: index.ts\n");
    this.write("Pulumi.dev.yaml", "config:\n  aws:region: eu-west-1\n");
    this.write(".gitignore", "node_modules\n");
    mkdirSync(join(this.folder, "node_modules"));
    for (const name of ["@pulumi", "tsx", "esbuild"])
      symlinkSync(join(ROOT, "node_modules", name), join(this.folder, "node_modules", name));
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.folder, path)), { recursive: true });
    writeFileSync(join(this.folder, path), text);
  }

  /** The program: these queues. */
  program(...queues: readonly string[]): void {
    const made = queues.map((name) => `new sqs.Queue(${JSON.stringify(name)}, { sqsManagedSseEnabled: true });`);
    this.write("index.ts", ['import * as sqs from "@pulumi/aws/sqs";', ...made].join("\n"));
  }

  commit(message: string): void {
    this.git("add", "--all");
    this.git("commit", "--quiet", "--message", message);
  }

  git(...args: readonly string[]): string {
    return execFileSync("git", [...GIT, ...args], {
      cwd: this.folder,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
