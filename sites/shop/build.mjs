// `npm run build`: the site, as it is published, in dist/. Equal sources give equal bytes.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const HERE = import.meta.dirname;

/** @param {string} [out] Folder of the result, which is made anew. */
export const buildSite = async (out = join(HERE, "dist")) => {
  const { outputFiles } = await build({
    absWorkingDir: HERE,
    entryPoints: ["src/main.tsx", "icon.svg"],
    outdir: "assets",
    entryNames: "[name]-[hash]",
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    loader: { ".svg": "copy" },
    jsx: "automatic",
    jsxImportSource: "preact",
    // What the sites share is written for React.
    alias: { react: "preact/hooks" },
    // Of the packages, which say so in their own files.
    legalComments: "none",
    logLevel: "warning",
  });
  const assets = outputFiles.map(({ path, contents }) => [`/assets/${path.split(/[\\/]/).at(-1)}`, contents]);
  const page = readFileSync(join(HERE, "index.html"), "utf8").replace(/%(\w+)%/g, (_, kind) => {
    const [found] = assets.find(([name]) => name.endsWith(`.${kind}`)) ?? [];
    if (found === undefined) throw new Error(`index.html names %${kind}%, and nothing of that kind was built`);
    return found;
  });
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, "assets"), { recursive: true });
  for (const [name, contents] of assets) writeFileSync(join(out, name), contents);
  writeFileSync(join(out, "index.html"), page);
};

if (process.argv[1] === import.meta.filename) await buildSite();
