import { cpSync, mkdirSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";

const ROOT = resolve(__dirname, "../..");

/** Those that do the steps of the saga. */
const STEPS = ["bookings/settle", "shows/reserve-seats", "payments/pay"];

/**
 * Writes the program with nothing but its microservices, whose steps meet the fates that tokens of bookings ask for.
 *
 * @returns its folder, and the one in which each fate leaves a file when it has come
 */
export const writeSagaProgram = (): { readonly root: string; readonly met: string } => {
  const root = mkdtempSync(join(tmpdir(), "saga-"));
  const met = join(root, "met");
  mkdirSync(met);
  for (const part of ["index.ts", "contracts", "node_modules", "Pulumi.yaml"])
    symlinkSync(join(ROOT, part), join(root, part));
  cpSync(join(ROOT, "handlers"), join(root, "handlers"), { recursive: true });
  const { config } = parse(readFileSync(join(ROOT, "Pulumi.local.yaml"), "utf8")) as {
    config: Record<string, unknown>;
  };
  const others = ["orders", "mobile", "shop", "web"].map((pattern) => `serverless-tiers:${pattern}`);
  const kept = Object.fromEntries(Object.entries(config).filter(([key]) => !others.includes(key)));
  writeFileSync(join(root, "Pulumi.local.yaml"), stringify({ config: kept }));
  for (const step of STEPS) {
    const file = join(root, `handlers/${step}.handler.ts`);
    const from = (path: string) => JSON.stringify(join(ROOT, path));
    writeFileSync(
      file,
      [
        `import { handler as step } from ${from(`handlers/${step}.handler`)};`,
        `import { held } from ${from("tests/support/held-step")};`,
        `export const handler = held(step, ${JSON.stringify(met)});`,
      ].join("\n"),
    );
  }
  return { root, met };
};
