import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

/** What the files below a folder may import of the project, besides their own folder. */
const ALLOWED = {
  contracts: [],
  components: ["contracts"],
  runtime: ["contracts"],
  handlers: ["contracts", "runtime"],
  local: ["contracts", "commands"],
  policies: ["components"],
  plan: ["local", "policies", "commands"],
  account: ["components"],
} as const;

type Folder = keyof typeof ALLOWED;

const FOLDERS = Object.keys(ALLOWED) as Folder[];

/** Packages that only one side of a wall has a use for; contracts know no AWS. */
const FOREIGN: Readonly<Record<Folder, RegExp>> = {
  contracts: /^@(pulumi|aws-sdk|smithy)\//,
  components: /^@aws-sdk\//,
  runtime: /^@pulumi\//,
  handlers: /^@pulumi\//,
  local: /^@aws-sdk\/client-/,
  policies: /^@(aws-sdk|smithy)\//,
  plan: /^@(aws-sdk|smithy|pulumi)\//,
  account: /^@(aws-sdk|smithy)\//,
};

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']([^"'\n]+)["']/g;

/** All modules that a text imports, loads or re-exports. */
const importsOf = (text: string): string[] =>
  [...text.matchAll(IMPORT)].flatMap(([, specifier]) => (specifier === undefined ? [] : [specifier]));

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.[cm]?[jt]s$/.test(path) && !path.includes("node_modules"))
    .map((path) => join(folder, path));

/** Each import of `file` that its folder's walls forbid. */
const violations = (folder: Folder, file: string, text: string): string[] =>
  importsOf(text)
    .filter((specifier) => {
      if (!specifier.startsWith(".")) return FOREIGN[folder].test(specifier);
      const target = relative(ROOT, resolve(ROOT, dirname(file), specifier)).split("/")[0];
      return target !== folder && !ALLOWED[folder].some((allowed) => allowed === target);
    })
    .map((specifier) => `${file} imports ${specifier}`);

describe("the walls between the folders", () => {
  for (const folder of FOLDERS)
    it(`let ${folder}/ import ${["itself", ...ALLOWED[folder].map((name) => `${name}/`)].join(", ")} alone`, () => {
      const files = sources(folder);
      assert.notEqual(files.length, 0, `no source files in ${folder}/`);
      assert.deepEqual(
        files.flatMap((file) => violations(folder, file, readFileSync(join(ROOT, file), "utf8"))),
        [],
      );
    });

  it("are noticed when broken, in every way to import", () => {
    const text = `
      import { a } from "../../local/log";
      import type { b } from "../../contracts/orders";
      export * from '../../handlers/orders/get-order';
      const c = await import("../../runtime/env");
      const d = require("../../tests/support/pulumi");
      import "../../index";
      import {
        e,
      } from "@aws-sdk/client-sqs";
    `;
    assert.deepEqual(violations("components", "components/core/link.ts", text), [
      "components/core/link.ts imports ../../local/log",
      "components/core/link.ts imports ../../handlers/orders/get-order",
      "components/core/link.ts imports ../../runtime/env",
      "components/core/link.ts imports ../../tests/support/pulumi",
      "components/core/link.ts imports ../../index",
      "components/core/link.ts imports @aws-sdk/client-sqs",
    ]);
  });
});
