import assert from "node:assert/strict";
import { type FileRule, planServing } from "../../../../components/presentation/static-site/file-rules";

const forGood = "public, max-age=31536000, immutable";

const cached = (path: string, rules?: readonly FileRule[]) => planServing("shop", rules)(path).cacheControl;

describe("the rules for files of a site", () => {
  it("keep for good what bundlers have named after what it holds", () => {
    const digested = [
      "assets/index-DiwrgTda.js", // Vite
      "assets/index-B_x-9TdA.css",
      "app-5XKZ2ABC.js", // esbuild
      "app-ABCDEFGH.js",
      "main.3f2a9c1b.js", // webpack
      "main.3f2a9c1b8d7e6f5a4b3c.chunk.js",
      "assets/index-DiwrgTda.js.map",
      "font.3f2a9c1b.woff2",
    ];
    assert.deepEqual(
      digested.filter((path) => cached(path) !== forGood),
      [],
    );
  });

  it("take no word for a digest", () => {
    const words = [
      "my-component.js",
      "photo-20240101.jpg",
      "jquery-3.7.1.min.js",
      "deadbeef.js",
      "font-awesome5pro.css",
      "release-calendar.json",
      "apple-touch-icon.png",
      "robots.txt",
      "5XKZ2ABC.js",
      "a-3f2a9c1.js",
      "employee-Handbook.pdf",
      "roboto-SemiBold.woff2",
      "annual-Report24.pdf",
      "photo-IMG_1234.jpg",
      "read-My_Notes.txt",
    ];
    assert.deepEqual(
      words.filter((path) => cached(path) === forGood),
      [],
    );
  });

  it("keep what may be named by a digest for pages that are open, also where nobody can tell it from a word", () => {
    const kept = (path: string) => planServing("shop")(path).kept;
    for (const path of ["index-DiwrgTda.js", "main.12345678.js", "index-b9d3kq_z.js", "app-MainPage.js"])
      assert.ok(kept(path), path);
    for (const path of ["index-DiwrgTda.html", "robots.txt", "my-component.js", "photo-20240101.jpg"])
      assert.ok(!kept(path), path);
    assert.equal(planServing("shop", [{ files: "*.js", cache: "no-cache" }])("main.12345678.js").kept, false);
  });

  it("find nearly all digests of bundlers", () => {
    const base64url = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let seed = 1;
    const digest = (letters: string, length: number) =>
      Array.from({ length }, () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return letters[seed % letters.length];
      }).join("");
    for (const [letters, length, most] of [
      [base64url, 8, 0.02],
      ["ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 8, 0],
      ["0123456789abcdef", 8, 0.04],
      ["0123456789abcdef", 20, 0.001],
    ] as const) {
      const files = Array.from({ length: 5_000 }, () => `a-${digest(letters, length)}.js`);
      const served = files.map(planServing("shop"));
      const missed = served.filter(({ cacheControl }) => cacheControl !== forGood).length / files.length;
      assert.ok(missed <= most, `${missed} of ${letters}`);
      const lost = served.filter(({ kept }) => !kept).length / files.length;
      assert.ok(lost <= 0.002, `${lost} of ${letters} are not kept`);
    }
  });

  it("ask for pages, workers and manifests each time", () => {
    const asked = [
      "index.html",
      "a/b/about.html",
      "sw.js",
      "service-worker.js",
      "app.webmanifest",
      "index-DiwrgTda.html",
    ];
    assert.deepEqual(
      asked.map((path) => cached(path)),
      asked.map(() => "no-cache"),
    );
  });

  it("are the program's before those of every site, the first one that is right", () => {
    const rules: FileRule[] = [
      { files: "downloads/**", cache: "7 days", contentType: "application/octet-stream" },
      { files: "*.{json,txt}", cache: "no-store" },
      { files: "assets/*", cache: "immutable" },
      { files: "*.txt", cache: "1 hour" },
    ];
    const serve = planServing("shop", rules);
    assert.deepEqual(
      ["downloads/a/b.txt", "a.txt", "x/a.json", "assets/app.js", "assets/deep/app.js", "other.js"].map(
        (path) => serve(path).cacheControl,
      ),
      ["public, max-age=604800", "no-store", "no-store", forGood, "public, max-age=3600", "public, max-age=3600"],
    );
    assert.equal(serve("downloads/a/b.txt").contentType, "application/octet-stream");
    assert.equal(serve("assets/app.js").kept, true);
  });

  it("take patterns by the letter but for their stars", () => {
    const serve = planServing("shop", [{ files: "a.b+(c)", cache: "no-store" }]);
    assert.deepEqual(
      ["a.b+(c)", "aXb+(c)", "a.bb(c)"].map((path) => serve(path).cacheControl === "no-store"),
      [true, false, false],
    );
  });

  it("know the types of what sites are made of", () => {
    const serve = planServing("shop");
    const types = Object.fromEntries(
      [
        "a.html",
        "a.js",
        "a.mjs",
        "a.css",
        "a.json",
        "a.svg",
        "a.png",
        "a.woff2",
        "a.wasm",
        "a.xml",
        "a",
        "a.unknown",
        "A.PNG",
      ].map((path) => [path, serve(path).contentType]),
    );
    assert.deepEqual(types, {
      "a.html": "text/html; charset=utf-8",
      "a.js": "text/javascript; charset=utf-8",
      "a.mjs": "text/javascript; charset=utf-8",
      "a.css": "text/css; charset=utf-8",
      "a.json": "application/json; charset=utf-8",
      "a.svg": "image/svg+xml; charset=utf-8",
      "a.png": "image/png",
      "a.woff2": "font/woff2",
      "a.wasm": "application/wasm",
      "a.xml": "text/xml; charset=utf-8",
      a: "application/octet-stream",
      "a.unknown": "application/octet-stream",
      "A.PNG": "image/png",
    });
  });
});
