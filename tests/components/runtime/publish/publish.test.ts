import assert from "node:assert/strict";
import type { Manifest } from "../../../../components/contracts/publication";
import { publish, type SiteFiles } from "../../../../components/runtime/publish/publish";
import type { PublishedManifest } from "../../../../components/runtime/publish/surplus";

const DAY_MS = 86_400_000;
const START = Date.parse("2026-11-01T00:00:00Z");
const KEEP_DAYS = 14;

/** A bucket in memory, with deployments on days of its own. */
class Site implements SiteFiles {
  readonly present = new Map<string, Date>();
  private stored: Readonly<Record<string, string>> = {};
  manifests: PublishedManifest[] = [];
  private next: Manifest = { files: {}, immutable: [] };
  readonly invalidations: (readonly string[])[] = [];
  failing = false;

  /** Uploads what has changed, an hour before it would be published. */
  upload(day: number, files: Readonly<Record<string, string>>) {
    for (const [path, digest] of Object.entries(files))
      if (this.stored[path] !== digest) this.present.set(path, new Date(START + day * DAY_MS - DAY_MS / 24));
    this.stored = files;
  }

  /** Uploads what is given, as a deployment does, and publishes it. */
  async deploy(day: number, files: Readonly<Record<string, string>>, immutable = Object.keys(files).filter(hashed)) {
    this.upload(day, files);
    this.next = { files, immutable };
    const invalidate = async (paths: readonly string[]) => {
      if (this.failing) throw new Error("TooManyInvalidationsInProgress");
      this.invalidations.push(paths);
    };
    const now = new Date(START + day * DAY_MS);
    return publish(this, invalidate, { keepSeconds: (KEEP_DAYS * DAY_MS) / 1000, now });
  }

  manifest = async () => this.next;
  published = async () => [...this.manifests].reverse();
  list = async () => [...this.present].map(([path, at]) => ({ path, at }));
  async record(manifest: Manifest, at: Date) {
    this.manifests.push({ key: at.toISOString(), at, manifest });
  }
  async forget(published: readonly PublishedManifest[]) {
    this.manifests = this.manifests.filter((one) => !published.includes(one));
  }
  async remove(paths: readonly string[]) {
    for (const path of paths) this.present.delete(path);
  }
}

const hashed = (path: string) => path.startsWith("assets/");

describe("the publication of a site", () => {
  it("invalidates nothing the first time, and then what changed without another name, no more", async () => {
    const site = new Site();
    const first = await site.deploy(0, { "index.html": "a", "robots.txt": "r", "assets/1.js": "1" });
    assert.deepEqual(first, { invalidated: [], deleted: [] });
    const second = await site.deploy(1, { "index.html": "b", "robots.txt": "r", "assets/2.js": "2", "new.txt": "n" });
    assert.deepEqual(second, { invalidated: ["/index.html", "/"], deleted: [] });
    assert.deepEqual(site.invalidations, [["/index.html", "/"]]);
    assert.deepEqual(
      await site.deploy(2, { "index.html": "b", "robots.txt": "r", "assets/2.js": "2", "new.txt": "n" }),
      {
        invalidated: [],
        deleted: [],
      },
    );
  });

  it("names paths as URLs do, and the folder that a page stands for", async () => {
    const site = new Site();
    await site.deploy(0, { "a b/ü.txt": "a", "docs/index.html": "a", "index.html": "a" });
    const { invalidated } = await site.deploy(1, { "a b/ü.txt": "b", "docs/index.html": "b", "index.html": "b" });
    assert.deepEqual(invalidated, ["/a%20b/%C3%BC.txt", "/docs/index.html", "/docs/", "/index.html", "/"]);
  });

  it("takes one wildcard for many paths", async () => {
    const site = new Site();
    const files = (text: string) =>
      Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`${index}.txt`, text]));
    await site.deploy(0, files("a"));
    assert.deepEqual((await site.deploy(1, files("b"))).invalidated, ["/*"]);
  });

  it("deletes pages that went at once, before it invalidates them", async () => {
    const site = new Site();
    await site.deploy(0, { "index.html": "a", "old.html": "a" });
    const { invalidated, deleted } = await site.deploy(1, { "index.html": "a" });
    assert.deepEqual({ invalidated, deleted }, { invalidated: ["/old.html"], deleted: ["old.html"] });
    assert.deepEqual([...site.present.keys()], ["index.html"]);
  });

  it("keeps files whose names hold a digest for as long as told after the last deployment with them", async () => {
    const site = new Site();
    await site.deploy(0, { "index.html": "a", "assets/1.js": "1" });
    await site.deploy(100, { "index.html": "b", "assets/2.js": "2" });
    // The first one was the site's until day 100.
    assert.deepEqual((await site.deploy(100 + KEEP_DAYS - 1, { "index.html": "c", "assets/3.js": "3" })).deleted, []);
    assert.deepEqual([...site.present.keys()].sort(), ["assets/1.js", "assets/2.js", "assets/3.js", "index.html"]);
    const { deleted } = await site.deploy(100 + KEEP_DAYS, { "index.html": "d", "assets/3.js": "3" });
    assert.deepEqual(deleted, ["assets/1.js"]);
    assert.equal(site.manifests.length, 3, "what was published before that is forgotten");
  });

  it("invalidates no such file that is kept, but one that changed all the same", async () => {
    const site = new Site();
    await site.deploy(0, { "assets/1.js": "1", "assets/2.js": "2" });
    assert.deepEqual((await site.deploy(1, { "assets/2.js": "other" })).invalidated, ["/assets/2.js"]);
  });

  it("is made up for by the next one when it fails in between", async () => {
    const site = new Site();
    await site.deploy(0, { "index.html": "a", "old.html": "a" });
    site.failing = true;
    await assert.rejects(site.deploy(1, { "index.html": "b" }), /TooManyInvalidations/);
    site.failing = false;
    const { invalidated } = await site.deploy(2, { "index.html": "b" });
    assert.deepEqual(invalidated, ["/index.html", "/", "/old.html"]);
  });

  it("clears up after an upload that was interrupted", async () => {
    const site = new Site();
    await site.deploy(0, { "index.html": "a", "assets/1.js": "1" });
    site.present.set("assets/never-published.js", new Date(START));
    assert.deepEqual((await site.deploy(1, { "index.html": "a", "assets/1.js": "1" })).deleted, [
      "assets/never-published.js",
    ]);
  });

  it("invalidates what was something else in a deployment that was interrupted, though it is as it was again", async () => {
    const site = new Site();
    await site.deploy(0, { "index.html": "a", "robots.txt": "a", "guide.pdf": "a" });
    site.upload(1, { "index.html": "a", "robots.txt": "b", "guide.pdf": "a" });
    const { invalidated } = await site.deploy(2, { "index.html": "c", "robots.txt": "a", "guide.pdf": "a" });
    assert.deepEqual(invalidated, ["/index.html", "/", "/robots.txt"]);
    assert.deepEqual(
      (await site.deploy(3, { "index.html": "c", "robots.txt": "a", "guide.pdf": "a" })).invalidated,
      [],
    );
  });
});
