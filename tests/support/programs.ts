import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const HEAD = `import * as aws from "@pulumi/aws";\nimport * as pulumi from "@pulumi/pulumi";\n`;

/** Small programs, each in a folder of its name below one folder. */
export class Programs {
  readonly folder = mkdtempSync(join(realpathSync(tmpdir()), "programs-"));

  constructor() {
    symlinkSync(resolve(__dirname, "../../node_modules"), join(this.folder, "node_modules"));
  }

  /** Writes one, with the stack `local`, and returns its folder. */
  write(name: string, program: string, { project = name, region = "eu-west-1" } = {}): string {
    const root = this.root(name);
    mkdirSync(root, { recursive: true });
    writeFileSync(join(root, "Pulumi.yaml"), `name: ${project}\nmain: index.ts\nruntime: nodejs\n`);
    writeFileSync(join(root, "Pulumi.local.yaml"), `config:\n  aws:region: ${region}\n`);
    writeFileSync(join(root, "index.ts"), HEAD + program);
    return root;
  }

  root(name: string): string {
    return join(this.folder, name);
  }

  forget(): void {
    // What was killed may still be dying, and writing.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
