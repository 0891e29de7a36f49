import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

/** Files that import each other in circles because what they read or run holds more of its kind. */
const RECURSIONS: Readonly<Record<string, string>> = {
  "local/languages/json-path/parse-path.ts local/languages/json-path/parse-predicate.ts":
    "a path has filters, whose conditions have paths",
  "local/languages/json-path/read-path.ts local/languages/json-path/test-predicate.ts": "as above",
  [[
    "local/services/apigateway/vtl/defined-block.ts",
    "local/services/apigateway/vtl/evaluate-expression.ts",
    "local/services/apigateway/vtl/foreach.ts",
    "local/services/apigateway/vtl/reference.ts",
    "local/services/apigateway/vtl/render-block.ts",
  ].join(" ")]: "blocks have expressions, which have texts in quotes, which are blocks",
  [[
    "local/services/apigateway/vtl/parser/delimiters.ts",
    "local/services/apigateway/vtl/parser/parse-directive.ts",
    "local/services/apigateway/vtl/parser/parse-expression.ts",
    "local/services/apigateway/vtl/parser/parse-parameter.ts",
    "local/services/apigateway/vtl/parser/parse-reference.ts",
    "local/services/apigateway/vtl/parser/parse-string.ts",
    "local/services/apigateway/vtl/parser/parse-template.ts",
  ].join(" ")]: "as above",
  [[
    "local/services/stepfunctions/language/map.ts",
    "local/services/stepfunctions/language/parallel.ts",
    "local/services/stepfunctions/language/run-block.ts",
    "local/services/stepfunctions/language/run-state.ts",
    "local/services/stepfunctions/language/work.ts",
  ].join(" ")]: "states have branches, which have states",
};

const CLAUSE = /\b(?:import|export)\s+(type\s+)?([^;"'()]*?)\bfrom\s*["'](\.[^"'\n]+)["']/g;
const CALL = /(?<!typeof )\b(?:require|import)\s*\(\s*["'](\.[^"'\n]+)["']/g;
const COMMENT = /^\s*(\/?\*|\/\/).*$/gm;

/** A clause such as `{ type Log, type Clock }`, of which nothing is left when it runs. */
const typesAlone = (clause: string): boolean => /^\s*\{(\s*type\s[^,}]+,?)+\s*\}\s*$/.test(clause);

/** What `text` imports by path: `values`, what is there when it runs; `all`, its types too. */
const importsOf = (text: string, kind: "values" | "all"): string[] => {
  const code = text.replace(COMMENT, "");
  const clauses = [...code.matchAll(CLAUSE)].flatMap(([, type, clause = "", path = ""]) =>
    kind === "values" && (type || typesAlone(clause)) ? [] : [path],
  );
  return [...clauses, ...[...code.matchAll(CALL)].map(([, path = ""]) => path)];
};

const filesOf = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.c?tsx?$|\.cjs$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => join(folder, path));

const fileAt = (path: string): string | undefined =>
  [path, `${path}.ts`, `${path}.tsx`, `${path}/index.ts`].find(
    (file) => /\.\w+$/.test(file) && existsSync(join(ROOT, file)),
  );

const importGraph = (folder: string, kind: "values" | "all"): Map<string, readonly string[]> =>
  new Map(
    filesOf(folder).map((file) => {
      const imported = importsOf(readFileSync(join(ROOT, file), "utf8"), kind);
      return [file, imported.flatMap((path) => fileAt(relative(ROOT, resolve(ROOT, dirname(file), path))) ?? [])];
    }),
  );

/** Everything that leads from one file to itself, as groups of files that reach one another. */
const circles = (graph: ReadonlyMap<string, readonly string[]>): string[] => {
  const reach = (from: string): Set<string> => {
    const seen = new Set<string>();
    const next = [...(graph.get(from) ?? [])];
    for (let file = next.pop(); file !== undefined; file = next.pop()) {
      if (seen.has(file)) continue;
      seen.add(file);
      next.push(...(graph.get(file) ?? []));
    }
    return seen;
  };
  const reached = new Map([...graph.keys()].map((file) => [file, reach(file)]));
  const groups = [...reached].flatMap(([file, others]) =>
    others.has(file)
      ? [
          [...others]
            .filter((other) => reached.get(other)?.has(file))
            .sort()
            .join(" "),
        ]
      : [],
  );
  return [...new Set(groups)].sort();
};

describe("the circles of imports", () => {
  it("are in local/ those of recursion alone, types included", () => {
    assert.deepEqual(circles(importGraph("local", "all")), Object.keys(RECURSIONS).sort());
  });

  it("are in components/ of types alone", () => {
    assert.deepEqual(circles(importGraph("components", "values")), []);
  });

  it("are not in the sites", () => {
    assert.deepEqual(circles(importGraph("sites", "all")), []);
  });

  it("are found", () => {
    const graph = new Map([
      ["a", ["b"]],
      ["b", ["c", "d"]],
      ["c", ["a"]],
      ["d", []],
      ["e", ["e"]],
    ]);
    assert.deepEqual(circles(graph), ["a b c", "e"]);
    const text = `
      import type { A } from "./a";
      import { type B, type C } from "./b";
      import { type D, d } from "./d";
      import e, { f } from "./e";
      export * from "./g";
      const h = require("./h") as typeof import("./i");
      // import { z } from "./z";
    `;
    assert.deepEqual(importsOf(text, "values"), ["./d", "./e", "./g", "./h"]);
    assert.deepEqual(importsOf(text, "all"), ["./a", "./b", "./d", "./e", "./g", "./h"]);
  });
});
