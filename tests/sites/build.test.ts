import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const SITES = {
  shop: { build: () => import("../../sites/shop/build.mjs"), script: 20_000 },
  "box-office": { build: () => import("../../sites/box-office/build.mjs"), script: 100_000 },
} as const;

for (const [name, { build, script }] of Object.entries(SITES))
  describe(`the build of the ${name}`, function () {
    this.timeout(30_000);

    const folder = mkdtempSync(join(tmpdir(), "tiers-site-"));
    after(() => rmSync(folder, { recursive: true, force: true }));
    const built = async (into: string) => {
      const { buildSite } = await build();
      const out = join(folder, into);
      await buildSite(out);
      const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((path) => /\.\w+$/.test(path));
      return Object.fromEntries(
        files.sort().map((path) => [path.replaceAll("\\", "/"), readFileSync(join(out, path), "utf8")]),
      );
    };

    it("gives the same bytes for the same sources, leaves nothing of before, and the environment as it was", async () => {
      const before = { ...process.env };
      const first = await built("a");
      writeFileSync(join(folder, "a/assets/main-OLD.js"), "");
      assert.deepEqual(await built("a"), first);
      assert.deepEqual(await built("b"), first);
      assert.deepEqual({ ...process.env }, before);
    });

    it("names everything but the page by its content, and the page names it all, without inline code", async () => {
      const { "index.html": page = "", ...assets } = await built("c");
      for (const asset of Object.keys(assets)) {
        assert.match(asset, /^assets\/\w+-([0-9A-Z]{8}|[0-9a-f]{16})\.(js|css|svg)$/);
        assert.ok(page.includes(`"/${asset}"`), `${asset} is not on the page`);
      }
      assert.equal(Object.keys(assets).length, 3);
      assert.doesNotMatch(page, /<style|<script(?![^>]* src=)|\son\w+=|\sstyle=/);
    });

    it(`has a script of at most ${script / 1000} KB, compressed`, async () => {
      const scripts = Object.entries(await built("d")).filter(([asset]) => asset.endsWith(".js"));
      const size = scripts.reduce((sum, [, text]) => sum + gzipSync(text).byteLength, 0);
      assert.ok(size > 1_000 && size <= script, `${size} bytes`);
    });
  });
