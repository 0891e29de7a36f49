import assert from "node:assert/strict";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import type { Browser } from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const PLACES = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const runs = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

/** A Chromium or Chrome of this machine: that of `CHROMIUM_PATH`, or the first on the path. */
const chromiumPath = (): string | undefined => {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const known = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.CHROMIUM_PATH ?? "", ...known, ...PLACES].find((path) => path !== "" && runs(path));
};

/**
 * Chromium of this machine. Where there is none, and nothing says that there has to be, the tests that need it are
 * skipped, which is said aloud.
 */
export const launchChromium = async (hook: Mocha.Context, what: string): Promise<Browser> => {
  const path = chromiumPath();
  if (path === undefined) {
    const lack = "no Chromium or Chrome was found: install one, or name it in CHROMIUM_PATH";
    if (process.env.CI) assert.fail(lack);
    console.warn(`\n      !!! NOT TESTED: ${what}: ${lack}\n`);
    return hook.skip();
  }
  const { chromium } = await import("playwright-core");
  return chromium.launch({ executablePath: path, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
};
