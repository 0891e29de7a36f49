// Before npm packs a package (in its folder): builds JavaScript and declarations into dist/, and takes the condition
// under which the repository runs from source out of the manifest, so that nothing outside can ask for it.
// postpack.mjs puts the manifest back.
import { execFileSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { KEPT_MANIFEST, SOURCE_CONDITION } from "./manifest.mjs";

const folder = process.cwd();
const dist = join(folder, "dist");
rmSync(dist, { recursive: true, force: true });

const require = createRequire(import.meta.url);
const project = join(folder, "tsconfig.build.json");
writeFileSync(
  project,
  JSON.stringify({
    extends: "../packaging/tsconfig.json",
    compilerOptions: { rootDir: ".", outDir: "dist" },
    include: ["**/*.ts"],
    exclude: ["dist", "node_modules"],
  }),
);
try {
  execFileSync(process.execPath, [require.resolve("typescript/bin/tsc"), "--project", project], { stdio: "inherit" });
} finally {
  rmSync(project);
}

// What runs before TypeScript can be read, and in functions, is plain JavaScript already.
for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (!file.endsWith(".cjs") || /^(bin|dist|node_modules)\b/.test(file)) continue;
  mkdirSync(dirname(join(dist, file)), { recursive: true });
  copyFileSync(join(folder, file), join(dist, file));
}

cpSync(join(folder, "..", "LICENSE"), join(folder, "LICENSE"));
const manifest = readFileSync("package.json", "utf8");
writeFileSync(KEPT_MANIFEST, manifest);
const packed = JSON.parse(manifest, (key, value) => (key === SOURCE_CONDITION ? undefined : value));
delete packed.scripts;
writeFileSync("package.json", `${JSON.stringify(packed, undefined, 2)}\n`);
