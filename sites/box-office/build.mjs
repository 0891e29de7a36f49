// `npm run build`: the site, as it is published, in dist/. Equal sources give equal bytes.
import { join } from "node:path";
import { build } from "vite";

const HERE = import.meta.dirname;

/** @param {string} [out] Folder of the result, which is made anew. */
export const buildSite = async (out = join(HERE, "dist")) => {
  // Vite sets it for the whole process, which goes on with other things after `install.mjs`.
  const { NODE_ENV } = process.env;
  try {
    await build({
      root: HERE,
      configFile: false,
      envDir: false,
      publicDir: false,
      logLevel: "warn",
      build: {
        outDir: out,
        emptyOutDir: true,
        target: "es2022",
        // Pictures in the text of a style or a page would need a wider policy.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        rolldownOptions: {
          output: {
            // So that a name says that it is one of its content.
            hashCharacters: "hex",
            entryFileNames: "assets/[name]-[hash:16].js",
            chunkFileNames: "assets/[name]-[hash:16].js",
            assetFileNames: "assets/[name]-[hash:16][extname]",
          },
        },
      },
    });
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
};

if (process.argv[1] === import.meta.filename) await buildSite();
