import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, resolve } from "node:path";
import { type LocalCloud, startCloud } from "serverless-tiers-local/testing";

const ROOT = resolve(__dirname, "../..");

/** The program that a page of docs is, on a local cloud of its own. */
export interface PageProgram {
  readonly cloud: LocalCloud;
  readonly folder: string;
  close(): Promise<void>;
}

/**
 * Writes the files that a page shows (blocks of code whose first line names one) and starts them.
 *
 * @param config Of the stack: `{ "tokens:issuer": "http://localhost:9400" }`.
 * @param files More files, by path.
 */
export const startPage = async (
  page: string,
  config: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): Promise<PageProgram> => {
  const folder = writePage(page, config, files);
  const forget = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  try {
    const cloud = await startCloud({ root: folder, data: join(folder, ".local") });
    return { cloud, folder, close: () => cloud.close().finally(forget) };
  } catch (error) {
    forget();
    throw error;
  }
};

/** Writes the files that a page shows into a folder of their own, with the stack `local`. */
export const writePage = (
  page: string,
  config: Readonly<Record<string, string>> = {},
  files: Readonly<Record<string, string>> = {},
): string => {
  const text = readFileSync(join(ROOT, `docs/${page}.md`), "utf8");
  const shown = [...text.matchAll(/^```\w+\n(?:\/\/|#|<!--) (\S+)[^\n]*\n[\s\S]*?^```/gm)].map(
    ([block, path = ""]) => [path, block.split("\n").slice(1, -1).join("\n")] as const,
  );
  const name = basename(page);
  const folder = mkdtempSync(join(tmpdir(), `${name}-`));
  symlinkSync(join(ROOT, "node_modules"), join(folder, "node_modules"));
  const stack = { "aws:region": "eu-west-1", "aws:defaultTags": { tags: { project: name } }, ...config };
  const all = {
    "Pulumi.yaml": `name: ${name}\nmain: index.ts\nruntime: nodejs\n`,
    "Pulumi.local.yaml": JSON.stringify({ config: stack }),
    ...Object.fromEntries(shown),
    ...files,
  };
  for (const [path, content] of Object.entries(all)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  return folder;
};
