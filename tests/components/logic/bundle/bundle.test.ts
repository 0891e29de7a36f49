import assert from "node:assert/strict";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { bundle } from "../../../../components/logic/bundle/bundle";

const PROGRAM = {
  "package.json": "{}",
  "handlers/hello.ts":
    'import { greet } from "../domain/greet";\nexport const handler = async (name: string) => greet(name);\n',
  "domain/greet.ts":
    'import { punctuate } from "punctuation";\nexport const greet = (name: string) => punctuate("hello " + name);\n',
  "node_modules/punctuation/package.json": '{ "name": "punctuation", "main": "./index.js" }',
  "node_modules/punctuation/index.js": 'exports.punctuate = (text) => text + "!";\n',
};

describe("the bundle of a handler", () => {
  const folders: string[] = [];

  const checkout = (files: Readonly<Record<string, string>> = PROGRAM): string => {
    const root = mkdtempSync(join(tmpdir(), "bundle-"));
    folders.push(root);
    for (const [path, text] of Object.entries(files)) put(root, path, text);
    return root;
  };
  const put = (root: string, path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const make = (root: string) => bundle(root, join(root, "handlers/hello.ts"));
  const cache = (root: string) => join(root, "node_modules/.cache/serverless-tiers/bundles");
  const run = async (code: string, name: string): Promise<unknown> => {
    const module = { exports: {} as { handler(name: string): Promise<string> } };
    new Function("module", "exports", code)(module, module.exports);
    return module.exports.handler(name);
  };

  /** Marks the kept bundle, so that a test sees whether it was used. */
  const mark = (root: string) => {
    const [entry] = readdirSync(cache(root)).filter((name) => name.endsWith(".json"));
    assert.ok(entry);
    const path = join(cache(root), entry);
    const kept = JSON.parse(readFileSync(path, "utf8"));
    writeFileSync(path, JSON.stringify({ ...kept, code: "// kept" }));
  };

  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
  });

  it("holds all that the handler imports, and runs", async () => {
    assert.equal(await run(make(checkout()).code, "you"), "hello you!");
  });

  it("is the same to the letter in another checkout, built again or found, and names neither", () => {
    const [one, other] = [checkout(), checkout()];
    const built = make(one).code;
    assert.equal(make(one).code, built);
    assert.equal(make(other).code, built);
    assert.equal(built.includes(one), false);
    assert.equal(built.includes("sourceMappingURL"), false);
  });

  it("has its source map beside it, without the path of the checkout", () => {
    const root = checkout();
    const map = readFileSync(make(root).mapFile, "utf8");
    assert.deepEqual(JSON.parse(map).sources.toSorted(), [
      "domain/greet.ts",
      "handlers/hello.ts",
      "node_modules/punctuation/index.js",
    ]);
  });

  it("is there as a file too, named after its content", () => {
    const root = checkout();
    const { code, file = "" } = make(root);
    assert.equal(readFileSync(file, "utf8"), code);
    rmSync(file);
    assert.equal(readFileSync(make(root).file ?? "", "utf8"), code);
  });

  it("is not built again while its sources stay the same", () => {
    const root = checkout();
    make(root);
    mark(root);
    assert.equal(make(root).code, "// kept");
  });

  const changes: [string, (root: string) => void][] = [
    ["the entry", (root) => put(root, "handlers/hello.ts", "export const handler = async () => 1;")],
    [
      "a file of the same length",
      (root) => put(root, "domain/greet.ts", PROGRAM["domain/greet.ts"].replace("hello", "howdy")),
    ],
    [
      "a package",
      (root) => put(root, "node_modules/punctuation/index.js", 'exports.punctuate = (text) => text + "?";\n'),
    ],
    [
      "a package's manifest",
      (root) => put(root, "node_modules/punctuation/package.json", '{ "main": "./index.js", "sideEffects": false }'),
    ],
    ["the program's manifest", (root) => put(root, "package.json", '{ "imports": {} }')],
    ["an install", (root) => put(root, "node_modules/.package-lock.json", "{}")],
    ["a file that takes over an import", (root) => put(root, "domain/greet.tsx", "")],
    ["a package nearer to the sources", (root) => put(root, "domain/node_modules/punctuation/index.js", "")],
    ["a lost file", (root) => rmSync(join(root, "package.json"))],
    [
      "a damaged cache",
      (root) => {
        for (const name of readdirSync(cache(root))) writeFileSync(join(cache(root), name), "{");
      },
    ],
  ];
  for (const [what, change] of changes)
    it(`is built again after a change of ${what}`, () => {
      const root = checkout();
      make(root);
      mark(root);
      change(root);
      assert.notEqual(make(root).code, "// kept");
    });

  it("does not mind files elsewhere", () => {
    const root = checkout();
    make(root);
    mark(root);
    put(root, "docs/readme.md", "");
    put(root, "domain/deeper/unused.ts", "");
    assert.equal(make(root).code, "// kept");
  });

  it("is made without a cache where none can be written", async () => {
    const root = checkout();
    put(root, "node_modules/.cache", "a file where the folder should be");
    assert.equal(await run(make(root).code, "you"), "hello you!");
  });

  it("leaves no half-written file", () => {
    const root = checkout();
    make(root);
    assert.deepEqual(
      readdirSync(cache(root))
        .map((name) => name.replace(/^[0-9a-f]{64}/, ""))
        .toSorted(),
      [".js", ".js.map", ".json"],
    );
  });

  it("fails with the import that cannot be resolved, and keeps nothing", () => {
    const root = checkout({ "handlers/hello.ts": 'import "nowhere";' });
    assert.throws(() => make(root), /Could not resolve "nowhere"/);
    assert.equal(existsSync(cache(root)), false);
  });

  it("follows a package that is linked into node_modules", async () => {
    const root = checkout();
    const elsewhere = checkout({
      "package.json": '{ "main": "./index.js" }',
      "index.js": 'exports.punctuate = (text) => text + ".";\n',
    });
    rmSync(join(root, "node_modules/punctuation"), { recursive: true });
    symlinkSync(elsewhere, join(root, "node_modules/punctuation"));
    assert.equal(await run(make(root).code, "you"), "hello you.");
    put(elsewhere, "index.js", 'exports.punctuate = (text) => text + ";";\n');
    assert.equal(await run(make(root).code, "you"), "hello you;");
  });
});
