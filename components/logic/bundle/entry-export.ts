import type * as esbuild from "esbuild";

/** What Lambda calls in each bundle: `index.handler`. */
export const HANDLER = "handler";

/** An entry file that exports no handler. */
export class MissingHandler extends Error {
  /** @param exports What it exports instead. */
  constructor(readonly exports: readonly string[]) {
    super(`no export ${HANDLER}, only: ${exports.join(", ")}`);
  }
}

type Build = (options: esbuild.BuildOptions) => esbuild.BuildResult;

/**
 * Looks for the handler of an entry, as far as that can be known: a file in CommonJS may export anything.
 *
 * @param build Bundles as the entry was bundled, apart from these options.
 * @param code The bundle.
 * @param root Absolute path of the program's folder.
 * @param file The entry, from there.
 * @throws {MissingHandler} when there certainly is none
 */
export const checkHandler = (build: Build, code: string, root: string, file: string): void => {
  // esbuild's own note for Node, at the end of a bundle of ES modules: nearly always that is enough.
  if (/\b0&&\(module\.exports=\{(?:\w+,)*handler\b[^}]*\}\);\s*$/.test(code) || !lacksHandler(build, root, file))
    return;
  const { metafile } = build({ entryPoints: [`./${file}`], format: "esm" });
  throw new MissingHandler(Object.values(metafile?.outputs ?? {}).flatMap((output) => output.exports));
};

/** esbuild knows whether a name leads anywhere, also through `export *`. */
const lacksHandler = (build: Build, root: string, file: string): boolean => {
  const contents = `export { ${HANDLER} } from ${JSON.stringify(`./${file}`)};`;
  try {
    const { warnings } = build({ stdin: { contents, resolveDir: root }, format: "esm" });
    return warnings.some(({ location }) => location?.file === "<stdin>");
  } catch {
    // All else has been bundled before.
    return true;
  }
};
