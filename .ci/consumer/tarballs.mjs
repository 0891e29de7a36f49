import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { SOURCE_CONDITION } from "../../packaging/manifest.mjs";

const run = promisify(execFile);

/** Packs the workspace in `folder` of `root`: the tarball and what npm says of it. */
export const pack = async (root, folder, destination) => {
  mkdirSync(destination, { recursive: true });
  const before = readFileSync(join(root, folder, "package.json"), "utf8");
  const args = ["pack", "--json", "--workspace", folder, "--pack-destination", destination];
  const { stdout } = await run("npm", args, { cwd: root, maxBuffer: 1 << 26 });
  assert.equal(readFileSync(join(root, folder, "package.json"), "utf8"), before, `${folder}/package.json has changed`);
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf("[")));
  const file = join(destination, packed.filename);
  const digest = createHash("sha256").update(readFileSync(file)).digest("hex");
  return { file, digest, size: packed.size, paths: packed.files.map(({ path }) => path) };
};

/** What every tarball has, and has not. */
export const checkContents = ({ paths }) => {
  for (const path of ["LICENSE", "README.md", "package.json", "dist/index.js", "dist/index.d.ts"])
    assert.ok(paths.includes(path), `no ${path}`);
  assert.deepEqual(
    paths.filter((path) =>
      /(\.test\.|\bfixtures?\b|^tests?\/|(?<!\.d)\.ts$|tsconfig|\.map$|^dist\/support\/)/.test(path),
    ),
    [],
  );
};

/** What the manifest of an installed package has not. */
export const checkManifest = (text) => {
  assert.ok(!text.includes(SOURCE_CONDITION), `the manifest has the condition ${SOURCE_CONDITION}`);
  const { scripts, exports, typesVersions } = JSON.parse(text);
  assert.equal(scripts, undefined);
  // Resolution as in `node10` knows nothing of exports.
  const typed = Object.keys(exports).filter((subpath) => exports[subpath]?.types && subpath !== ".");
  assert.deepEqual(Object.keys(typesVersions["*"]).sort(), typed.map((subpath) => subpath.slice("./".length)).sort());
};
