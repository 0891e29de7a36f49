import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { KEPT_MANIFEST, SOURCE_CONDITION } from "../../packaging/manifest.mjs";

const ROOT = resolve(__dirname, "../..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly exports: Readonly<Record<string, null | string | Readonly<Record<string, string>>>>;
  readonly typesVersions: { readonly "*": Readonly<Record<string, readonly string[]>> };
  readonly dependencies: Readonly<Record<string, string>>;
  readonly peerDependencies: Readonly<Record<string, string>>;
}

const manifest = (folder: string): Manifest => JSON.parse(read(join(folder, "package.json")));

for (const folder of ["components", "local"])
  describe(`the manifest of ${folder}/`, () => {
    const { exports, typesVersions } = manifest(folder);
    const subpaths = Object.entries(exports).flatMap(([path, to]) => (Object(to) === to ? [[path, Object(to)]] : []));

    for (const [path, to] of subpaths)
      it(`leads ${path} to a source first, and to what is made of it`, () => {
        const [first] = Object.keys(to);
        const source: string = to[SOURCE_CONDITION];
        assert.equal(first, SOURCE_CONDITION);
        assert.ok(existsSync(join(ROOT, folder, source.replace("/*.ts", ""))), source);
        assert.equal(to.default, source.replace("./", "./dist/").replace(/\.ts$/, ".js"));
        if (source.endsWith(".ts")) assert.equal(to.types, source.replace("./", "./dist/").replace(/ts$/, "d.ts"));
      });

    it("leads resolution that knows no exports to the same types", () => {
      const typed = subpaths.filter(([path, { types }]) => types && path !== ".");
      assert.deepEqual(
        typesVersions["*"],
        Object.fromEntries(typed.map(([path, { types }]) => [path.slice("./".length), [types]])),
      );
    });

    it("is not the one that npm packs", () => assert.ok(!existsSync(join(ROOT, folder, KEPT_MANIFEST))));
  });

describe("the two packages", () => {
  it("have one version, which one takes of the other", () => {
    const [components, local] = [manifest("components"), manifest("local")];
    assert.equal(local.version, components.version);
    assert.equal(local.dependencies[components.name], components.version);
    assert.deepEqual(
      Object.entries(local.peerDependencies).filter(([name, range]) => components.peerDependencies[name] !== range),
      [],
    );
  });

  it("run from source wherever sources are read", () => {
    for (const file of [
      "tsconfig.json",
      ".mocharc.json",
      "components/logic/bundle/bundle.ts",
      "local/loader/typescript.cjs",
    ])
      assert.ok(read(file).includes(SOURCE_CONDITION), file);
  });
});
