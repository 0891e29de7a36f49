import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const APP: Readonly<Record<string, string>> = {
  "index.html": "<title>Shop</title>",
  "assets/app-5XKZ2ABC.js": "console.log(1)",
  "assets/app-BvKqzXtf.css": "body{}",
  "robots.txt": "User-agent: *",
  "favicon.svg": "<svg/>",
};

const folders: string[] = [];

/** A folder with these files, gone after the tests. */
export const built = (files: Readonly<Record<string, string>> = APP): string => {
  const folder = mkdtempSync(join(tmpdir(), "site-"));
  folders.push(folder);
  write(folder, files);
  return folder;
};

export const write = (folder: string, files: Readonly<Record<string, string>>): void => {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
};

after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
