import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const EXTENSIONS = [".js", ".mjs", ".cjs"];

/**
 * Why each invocation of a function will fail, as far as its files tell without being run. AWS takes any handler.
 * An export may be made in many ways, but hardly by code that nowhere has its name.
 */
export const handlerProblem = (folder: string, handler: string): string | undefined => {
  const [, file, name] = /^((?:.*\/)?[^./]+)\.([^./]+)/.exec(handler) ?? [];
  if (file === undefined || name === undefined) return 'is no "file.export"';
  if (!["", ...EXTENSIONS].some((extension) => existsSync(join(folder, file + extension))))
    return `names a file that is not in its code: there is no ${file}.js, .mjs or .cjs`;
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) =>
    EXTENSIONS.some((extension) => path.endsWith(extension)),
  );
  if (sources.some((path) => readFileSync(join(folder, path), "utf8").includes(name))) return undefined;
  return `names an export that is not in its code: ${file} has no ${name}`;
};
