// Before npm packs a package (in its folder): builds JavaScript and declarations into dist/, and takes the condition
// under which the repository runs from source out of the manifest, so that nothing outside can ask for it.
// postpack.mjs puts the manifest back.
import { execFileSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { KEPT_MANIFEST, SOURCE_CONDITION } from "./manifest.mjs";

const require = createRequire(import.meta.url);

// Left by a packing that was ended in the middle.
if (existsSync(KEPT_MANIFEST)) renameSync(KEPT_MANIFEST, "package.json");
rmSync("dist", { recursive: true, force: true });

for (const project of readdirSync(".").filter((name) => /^tsconfig\..+\.json$/.test(name)))
  execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--project", project], { stdio: "inherit" });

// What runs before TypeScript can be read, and in functions, is plain JavaScript already.
for (const file of readdirSync(".", { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".cjs") || /^(bin|dist|node_modules)\b/.test(file)) continue;
  mkdirSync(dirname(join("dist", file)), { recursive: true });
  copyFileSync(file, join("dist", file));
}

copyFileSync("../LICENSE", "LICENSE");
const manifest = readFileSync("package.json", "utf8");
writeFileSync(KEPT_MANIFEST, manifest);
const { scripts, ...packed } = JSON.parse(manifest, (key, value) => (key === SOURCE_CONDITION ? undefined : value));
writeFileSync("package.json", `${JSON.stringify(packed, undefined, 2)}\n`);
