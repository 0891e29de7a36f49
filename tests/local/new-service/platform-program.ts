import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";

export const REPOSITORY = resolve(__dirname, "../../..");

const PROGRAM = `import { Platform, UserPool } from "serverless-tiers";
import { FirstChanged } from "./contracts/events";

const users = new UserPool("members", {
  signIn: "email",
  clients: { app: { kind: "public", flows: ["srp", "password"] } },
  protection: "throw-away",
});
const main = new Platform("shop", {
  bus: {
    events: [
      FirstChanged,
      // tiers new service: {Event},
    ],
  },
  users,
});
// tiers new service: {service}(main, { protection: "throw-away" });

export const platform = main.shared;
export const shopUserPoolId = users.id;
export const shopUserPoolClientId = users.clients.app.id;
export const urls = main.apis.map(({ url }) => url);
`;

const EVENTS = `import { eventContract } from "serverless-tiers/runtime/events";
import * as z from "zod";

export const FirstChanged = eventContract({ source: "shop.first", name: "first-changed", detail: z.object({}) });
`;

/** The program of a platform, committed in a repository of its own. */
export class PlatformProgram {
  readonly root = mkdtempSync(join(realpathSync(tmpdir()), "platform-"));

  constructor(program = PROGRAM) {
    symlinkSync(join(REPOSITORY, "node_modules"), join(this.root, "node_modules"));
    this.write("Pulumi.yaml", "name: shop\nmain: index.ts\nruntime: nodejs\n");
    this.write("Pulumi.local.yaml", "config:\n  aws:region: eu-west-1\n  shop:dataProtection: throw-away\n");
    this.write("index.ts", program);
    this.write("contracts/events.ts", EVENTS);
    this.write(".gitignore", "node_modules\n.local\n");
    // Nothing of whoever runs the tests: no name, no hooks, no signatures.
    const [name, email] = ["user.name=test", "user.email=test@example.com"];
    const git = (...args: string[]) =>
      execFileSync("git", ["-c", name, "-c", email, "-c", "commit.gpgsign=false", ...args], { cwd: this.root });
    git("init", "--quiet");
    git("add", "--all");
    git("-c", "core.hooksPath=/dev/null", "commit", "--quiet", "--message", "one");
  }

  write(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  forget(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}
