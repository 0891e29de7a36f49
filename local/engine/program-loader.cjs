// The first file of the program process: it teaches Node to read TypeScript and starts program.ts. In plain JavaScript,
// because nothing could read anything else yet.
//
// Only TypeScript goes through a compiler, once for each content; a general loader looks into each of the two thousand
// JavaScript files of the SDKs and doubles the time that they take.
const { createHash } = require("node:crypto");
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const Module = require("node:module");
const { join } = require("node:path");

const CACHE = join(__dirname, "../../node_modules/.cache/serverless-tiers/program");
const OPTIONS = { loader: "ts", format: "cjs", target: "node20", sourcemap: "inline" };
const { version } = require("esbuild/package.json");

/** What runs, by file: for the places of errors. Node's own source maps would cost half a second of stack traces. */
const running = new Map();

/** Where a place of the running code is in its source: the line, counted from 1. */
exports.sourceLine = (file, line, column) => {
  const [, map] = running.get(file)?.split("\n//# sourceMappingURL=data:application/json;base64,") ?? [];
  if (map === undefined) return line;
  const { originalLine } = new Module.SourceMap(JSON.parse(Buffer.from(map, "base64").toString())).findEntry(
    line - 1,
    column - 1,
  );
  return originalLine === undefined ? line : originalLine + 1;
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
    const { code } = require("esbuild").transformSync(source, { ...OPTIONS, sourcefile: file });
    keep(kept, code);
    return code;
  }
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

/**
 * What Pulumi's SDK loads in every program and only serialised functions need, a third of its time. Loaded when
 * something reads it.
 */
const RARE = new Set(["typescript", "@npmcli/arborist"]);

const load = Module._load;
Module._load = function (request, parent, isMain) {
  if (!RARE.has(request) || !parent?.filename?.includes("@pulumi")) return load.call(this, request, parent, isMain);
  const real = () => load.call(this, request, parent, isMain);
  return new Proxy(
    {},
    {
      // Said here, so that the SDK takes the module as it is instead of copying all it holds.
      get: (_, property) => (property === "__esModule" ? true : Reflect.get(real(), property)),
      has: (_, property) => Reflect.has(real(), property),
    },
  );
};

require("./program.ts");
