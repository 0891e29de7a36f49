import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

describe("the build of the shop", () => {
  const folder = mkdtempSync(join(tmpdir(), "tiers-site-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const built = async (name: string) => {
    const { buildSite } = await import("../../../sites/shop/build.mjs");
    const out = join(folder, name);
    await buildSite(out);
    const files = readdirSync(out, { recursive: true, encoding: "utf8" }).filter((path) => /\.\w+$/.test(path));
    return Object.fromEntries(
      files.sort().map((path) => [path.replaceAll("\\", "/"), readFileSync(join(out, path), "utf8")]),
    );
  };

  it("gives the same bytes for the same sources, and leaves nothing of before", async () => {
    const first = await built("a");
    writeFileSync(join(folder, "a/assets/main-OLD.js"), "");
    assert.deepEqual(await built("a"), first);
    assert.deepEqual(await built("b"), first);
  });

  it("names everything but the page by its content, and the page names it all, without inline code", async () => {
    const { "index.html": page = "", ...assets } = await built("c");
    for (const name of Object.keys(assets)) {
      assert.match(name, /^assets\/\w+-[0-9A-Z]{8}\.(js|css|svg)$/);
      assert.ok(page.includes(`"/${name}"`), `${name} is not on the page`);
    }
    assert.equal(Object.keys(assets).length, 3);
    assert.doesNotMatch(page, /<style|<script(?![^>]* src=)|\son\w+=|\sstyle=/);
  });
});
