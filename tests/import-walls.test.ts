import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

const ROOT = resolve(__dirname, "..");

/** A wall around a folder of the repository. */
interface Wall {
  /** Folders and files of the repository that its files may import by path, besides itself. */
  readonly beside: readonly string[];
  /** What they may import by name of the packages that are made here. */
  readonly packages?: RegExp;
  /** Packages of others that have no place in it. */
  readonly foreign: RegExp;
}

const LOGIC = ["components/core", "components/operations", "components/network", "components/messaging"] as const;

const BACK = [...LOGIC, "components/logic", "components/data"] as const;

const FOR_SERVERS = /^(node:|@(pulumi|aws-sdk|smithy)\/)/;

/** The longest name counts: what is below `components/runtime` has a wall of its own. */
const WALLS = {
  contracts: { beside: [], packages: /^serverless-tiers\/runtime\/events$/, foreign: /^@(pulumi|aws-sdk|smithy)\// },
  handlers: { beside: ["contracts"], packages: /^serverless-tiers\/runtime\//, foreign: /^@pulumi\// },
  components: { beside: [], foreign: /^@aws-sdk\// },
  // Each stands on those before it.
  "components/core": { beside: [], foreign: /^@aws-sdk\// },
  "components/operations": { beside: ["components/core"], foreign: /^@aws-sdk\// },
  "components/network": { beside: ["components/core"], foreign: /^@aws-sdk\// },
  "components/messaging": {
    beside: ["components/core", "components/operations", "components/contracts"],
    foreign: /^@aws-sdk\//,
  },
  "components/logic": { beside: [...LOGIC, "components/contracts"], foreign: /^@aws-sdk\// },
  "components/data": { beside: [...LOGIC, "components/contracts", "components/logic"], foreign: /^@aws-sdk\// },
  "components/protection": { beside: [...BACK, "components/contracts"], foreign: /^@aws-sdk\// },
  "components/presentation": {
    beside: [...BACK, "components/protection", "components/contracts"],
    foreign: /^@aws-sdk\//,
  },
  "components/patterns": {
    beside: [...BACK, "components/protection", "components/presentation", "components/contracts"],
    foreign: /^@aws-sdk\//,
  },
  "components/runtime": { beside: ["components/contracts"], foreign: /^@pulumi\// },
  "components/policies": { beside: ["components"], foreign: /^@(aws-sdk|smithy)\// },
  local: { beside: [], foreign: /^@aws-sdk\/client-/ },
  // Writes documents of the repository; not packed.
  "local/support": { beside: ["local", "commands"], foreign: /^@aws-sdk\// },
  // Makes the calls of case files as any program does.
  "local/conformance": { beside: ["local"], foreign: /^@pulumi\// },
  "local/plan": {
    beside: ["local"],
    packages: /^serverless-tiers\/policies$/,
    foreign: /^@(aws-sdk|smithy|pulumi)\//,
  },
  policies: { beside: ["local"], packages: /^serverless-tiers\/policy-pack$/, foreign: /^@(aws-sdk|smithy)\// },
  account: { beside: [], packages: /^serverless-tiers$/, foreign: /^@(aws-sdk|smithy)\// },
  // For browsers, and of the API they know what its document says.
  "sites/box-office/src": { beside: ["sites/house"], foreign: FOR_SERVERS },
  "sites/shop/src": { beside: ["sites/house"], foreign: FOR_SERVERS },
  "sites/house": { beside: [], foreign: FOR_SERVERS },
  // Read before anything is installed.
  commands: { beside: ["local", "install.mjs"], foreign: /^(?!node:)/ },
} as const satisfies Readonly<Record<string, Wall>>;

type Folder = keyof typeof WALLS;

const FOLDERS = Object.keys(WALLS) as Folder[];

const IMPORT = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)["']([^"'\n]+)["']/g;

/** Lines of comments, whose examples import nothing. */
const COMMENT = /^\s*(\/?\*|\/\/).*$/gm;

/** All modules that a text imports, loads or re-exports. */
/** A file that a command writes: a template that begins on a line of its own. */
const FILE_IN_TEXT = /=> `\\\n[\s\S]*?\n`;/g;

const importsOf = (text: string): string[] =>
  [...text.replace(COMMENT, "").replace(FILE_IN_TEXT, "").matchAll(IMPORT)].flatMap(([, specifier]) =>
    specifier === undefined ? [] : [specifier],
  );

const sources = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.[cm]?[jt]sx?$/.test(path) && !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => join(folder, path));

const within = (folder: string, path: string): boolean => path === folder || path.startsWith(`${folder}/`);

/** The files inside a wall, without those that have a wall of their own further in. */
const inside = (folder: Folder): string[] =>
  sources(folder).filter(
    (file) => !FOLDERS.some((inner) => inner !== folder && within(folder, inner) && within(inner, file)),
  );

/** Each import of `file` that the wall of its folder forbids. */
const violations = (folder: Folder, file: string, text: string): string[] => {
  const { beside, packages, foreign }: Wall = WALLS[folder];
  return importsOf(text)
    .filter((specifier) => {
      if (/^serverless-tiers(-local)?(\/|$)/.test(specifier)) return !packages?.test(specifier);
      if (!specifier.startsWith(".")) return foreign.test(specifier);
      const target = relative(ROOT, resolve(ROOT, dirname(file), specifier));
      return ![folder, ...beside].some((allowed) => within(allowed, target));
    })
    .map((specifier) => `${file} imports ${specifier}`);
};

describe("the walls between the folders", () => {
  for (const folder of FOLDERS)
    it(`let ${folder}/ import ${["itself", ...WALLS[folder].beside.map((name) => `${name}/`)].join(", ")} alone`, () => {
      const files = inside(folder);
      assert.notEqual(files.length, 0, `no source files in ${folder}/`);
      assert.deepEqual(
        files.flatMap((file) => violations(folder, file, readFileSync(join(ROOT, file), "utf8"))),
        [],
      );
    });

  it("are noticed when broken, in every way to import", () => {
    const text = `
      import { a } from "../../local/cloud/log";
      import type { b } from "../contracts/environment";
      export * from '../../handlers/orders/get-order';
      const c = await import("../../contracts/orders");
      const d = require("../../tests/support/pulumi");
      import "../../index";
      import {
        e,
      } from "@aws-sdk/client-sqs";
      import { f } from "serverless-tiers";
    `;
    assert.deepEqual(violations("components", "components/core/link.ts", text), [
      "components/core/link.ts imports ../../local/cloud/log",
      "components/core/link.ts imports ../../handlers/orders/get-order",
      "components/core/link.ts imports ../../contracts/orders",
      "components/core/link.ts imports ../../tests/support/pulumi",
      "components/core/link.ts imports ../../index",
      "components/core/link.ts imports @aws-sdk/client-sqs",
      "components/core/link.ts imports serverless-tiers",
    ]);
  });

  it("let through what a wall names, and that alone", () => {
    const text = `
      import { a } from "../../contracts/orders";
      import { b } from "serverless-tiers/runtime/env";
      import { c } from "serverless-tiers";
      import { d } from "../../components/runtime/env";
    `;
    assert.deepEqual(violations("handlers", "handlers/orders/get-order.ts", text), [
      "handlers/orders/get-order.ts imports serverless-tiers",
      "handlers/orders/get-order.ts imports ../../components/runtime/env",
    ]);
  });
});
