// Teaches Node to require TypeScript: `node --require ./local/loader/typescript.cjs local/start/main.ts`. In plain
// JavaScript, because nothing could read anything else yet.
//
// Only TypeScript goes through a compiler, once for each content; a general loader looks into each of the thousands of
// JavaScript files of the dependencies and doubles the time that they take to load.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { dirname, join } = require("node:path");

/** In the node_modules of the repository or, packed, in those in which the package itself lies. */
const [MODULES = join(__dirname, "../../node_modules")] = /^.*[\\/]node_modules(?=[\\/])/.exec(__dirname) ?? [];
const CACHE = join(MODULES, ".cache/serverless-tiers/typescript");
const OPTIONS = {
  ...{ loader: "ts", format: "cjs", target: "node20", sourcemap: "inline" },
  // Of a program that is written as ES modules.
  define: {
    "import.meta.dirname": "__dirname",
    "import.meta.filename": "__filename",
    "import.meta.url": "importMetaUrl",
  },
};
const URL_OF_MODULE = "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;";
const { version } = require("esbuild/package.json");

/** What runs, by file: for the places of errors. Node's own source maps would cost half a second of stack traces. */
const running = new Map();

/**
 * In the repository the packages run from source, which their manifests name under a condition of their own. Packed
 * manifests have no such condition.
 */
const SOURCE = "serverless-tiers-source";
const PACKAGE = /^(serverless-tiers(?:-local)?)(\/.*)?$/;

const resolveFilename = Module._resolveFilename;
Module._resolveFilename = function (request, ...rest) {
  const resolve = (name) => resolveFilename.call(this, name, ...rest);
  const [, name, path = ""] = PACKAGE.exec(request) ?? [];
  const source = name && sourceOf(resolve(`${name}/package.json`), path);
  try {
    return resolve(source ?? request);
  } catch (error) {
    // ES modules name a file of TypeScript as what it would be compiled to.
    if (!/^\.\.?\/.*\.js$/.test(request)) throw error;
    return resolve(request.replace(/js$/, "ts"));
  }
};

const sourceOf = (manifest, path) => {
  const { exports } = require(manifest);
  const pattern = `.${path.replace(/[^/]+$/, "*")}`;
  const source = (exports[`.${path}`] ?? exports[pattern])?.[SOURCE];
  return source && join(dirname(manifest), source.replace("*", path.split("/").at(-1)));
};

const sourceMaps = new Map();

/** Where a place of the running code is in its source: the line, counted from 1. */
exports.sourceLine = (file, line, column) => {
  if (!sourceMaps.has(file)) sourceMaps.set(file, readSourceMap(file));
  const originalLine = sourceMaps.get(file)?.findEntry(line - 1, column - 1).originalLine;
  return originalLine === undefined ? line : originalLine + 1;
};

const readSourceMap = (file) => {
  const [, map] = running.get(file)?.split("\n//# sourceMappingURL=data:application/json;base64,") ?? [];
  return map && new Module.SourceMap(JSON.parse(Buffer.from(map, "base64").toString()));
};

require.extensions[".ts"] = (module, file) => {
  const code = compiled(readFileSync(file, "utf8"), file);
  running.set(file, code);
  module._compile(code, file);
};

const compiled = (source, file) => {
  const key = createHash("sha256")
    .update(JSON.stringify([version, OPTIONS, file]))
    .update(source)
    .digest("hex");
  const kept = join(CACHE, `${key}.js`);
  try {
    return readFileSync(kept, "utf8");
  } catch {
    const began = performance.now();
    const { code } = require("esbuild").transformSync(source, {
      ...OPTIONS,
      sourcefile: file,
      ...(source.includes("import.meta.url") && { banner: URL_OF_MODULE }),
    });
    keep(kept, code);
    tell(performance.now() - began);
    return code;
  }
};

let compilingMs = 0;

/** Said once, by the process that the terminal sees; what a child does is awaited there. */
const tell = (ms) => {
  const before = compilingMs;
  compilingMs += ms;
  if (before < 1000 && compilingMs >= 1000 && !process.send)
    console.error("compiling TypeScript, once for each change …");
};

/** Moved into place, so that nobody reads half of it. Where nothing can be written everything is compiled each time. */
const keep = (path, code) => {
  try {
    mkdirSync(CACHE, { recursive: true });
    const draft = `${path}.${process.pid}`;
    writeFileSync(draft, code);
    renameSync(draft, path);
  } catch {}
};
