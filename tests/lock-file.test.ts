import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

interface Entry {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly resolved?: string;
}

const { packages } = JSON.parse(readFileSync(join(__dirname, "../package-lock.json"), "utf8")) as {
  packages: Readonly<Record<string, Entry>>;
};

/** Where Node would find a dependency of the package at `path`. */
const resolves = (path: string, name: string): boolean => {
  for (let folder = path; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/node_modules/")))) {
    if (`${folder ? `${folder}/` : ""}node_modules/${name}` in packages) return true;
    if (folder === "") return false;
  }
};

describe("the lock file", () => {
  // npm leaves out, in silence, what a registry does not have; `npm ci` then fails on every machine.
  it("holds the packages of all platforms", () => {
    const missing = Object.entries(packages).flatMap(([path, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies)
        .filter((name) => !resolves(path, name))
        .map((name) => `${name}, of ${path || "package.json"}`),
    );
    assert.deepEqual(missing, []);
  });

  it("names no registry", () => {
    assert.deepEqual(
      Object.entries(packages).filter(([, { resolved }]) => resolved?.startsWith("http")),
      [],
    );
  });
});
