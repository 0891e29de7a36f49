import assert from "node:assert/strict";
import { createRequire } from "node:module";
import vm from "node:vm";
import { resolved } from "serverless-tiers-local/testing";
import { planRedirects, type Redirect } from "../../../../components/presentation/static-site/redirects";
import { MAX_CODE_BYTES, viewerFunction } from "../../../../components/presentation/static-site/viewer-function";
import { planVisitors, type SiteVisitors } from "../../../../components/presentation/static-site/visitors";

interface Rules {
  readonly pages?: "app" | "files";
  readonly redirects?: Readonly<Record<string, Redirect>>;
  readonly visitors?: SiteVisitors;
  readonly primary?: string;
  readonly hidden?: readonly string[];
}

interface Asked {
  readonly ip?: string;
  readonly host?: string;
  readonly authorization?: string;
  readonly querystring?: object;
}

type Answer = { uri?: string; statusCode?: number; headers: Record<string, { value: string } | undefined> };

/** The function as CloudFront would run it. */
const viewer = async ({ pages = "app", redirects, visitors, primary, hidden = [] }: Rules = {}) => {
  const code = await resolved(
    viewerFunction({
      pages,
      redirects: planRedirects("shop", redirects),
      visitors: planVisitors("shop", visitors),
      primary,
      hidden,
    }),
  );
  assert.ok(Buffer.byteLength(code) < MAX_CODE_BYTES);
  const context = vm.createContext({ require: createRequire(__filename) });
  vm.runInContext(`${code}; this.handler = handler;`, context);
  return (
    uri: string,
    { ip = "192.0.2.1", host = "shop.example.com", authorization, querystring = {} }: Asked = {},
  ) => {
    const headers = { host: { value: host }, ...(authorization && { authorization: { value: authorization } }) };
    const event = { viewer: { ip }, request: { method: "GET", uri, headers, querystring } };
    return structuredClone(context.handler(event)) as Answer;
  };
};

const basic = (user: string, password: string) => `Basic ${Buffer.from(`${user}:${password}`).toString("base64")}`;

describe("the function of a site for viewer requests", () => {
  it("answers all pages with the app, and leaves files alone", async () => {
    const ask = await viewer();
    const pages = ["/", "/shows", "/shows/42", "/shows/", "/a.b/c", "/..%2f..%2fetc/passwd"];
    assert.deepEqual(
      pages.map((uri) => ask(uri).uri),
      pages.map(() => "/index.html"),
    );
    const files = ["/assets/app-5XKZ2ABC.js", "/missing.png", "/config.json", "/index.html", "/..%2f..%2fa.txt"];
    assert.deepEqual(
      files.map((uri) => ask(uri).uri),
      files,
    );
  });

  it("finds a page of its own in its folder", async () => {
    const ask = await viewer({ pages: "files" });
    const pages = ["/", "/about", "/about/", "/about.html", "/a.css"];
    assert.deepEqual(
      pages.map((uri) => ask(uri).uri),
      ["/index.html", "/about/index.html", "/about/index.html", "/about.html", "/a.css"],
    );
  });

  it("gives out no hidden page under an open path of it: the viewer asks for the file, which takes a signature", async () => {
    const ask = await viewer({ pages: "files", hidden: ["/members/*", "/a.b/index.html", "/?/in*.html", "/*/keys/*"] });
    const moves = {
      "/members": "/members/index.html",
      "/a.b/": "/a.b/index.html",
      "/x": "/x/index.html",
      // S3 takes both for the same file.
      "/members%2Fa%20b.pdf": "/members/a%20b.pdf",
      "/%6Dembers/a.pdf": "/members/a.pdf",
      "/%2Felsewhere.example.com%2Fkeys%2Fa.txt": "/elsewhere.example.com/keys/a.txt",
    };
    for (const [uri, file] of Object.entries(moves)) {
      const { statusCode, headers } = ask(uri, { querystring: { "Key-Pair-Id": { value: "K1" } } });
      assert.deepEqual([statusCode, headers.location?.value], [302, `${file}?Key-Pair-Id=K1`]);
    }
    const served = ["/members/", "/members/index.html", "/aXb/", "/about", "/xy/", "/%zz.txt"].map(
      (uri) => ask(uri).uri,
    );
    assert.deepEqual(served, [
      "/members/index.html",
      "/members/index.html",
      "/aXb/index.html",
      "/about/index.html",
      "/xy/index.html",
      "/%zz.txt",
    ]);
  });

  it("sends on what has moved, with its query, and nothing that only looks so", async () => {
    const ask = await viewer({
      redirects: { "/old": "/new", "/out": { to: "https://example.com/?a=1", temporary: true } },
    });
    const old = ask("/old", {
      querystring: {
        q: { value: "x%20y" },
        n: { value: "1", multiValue: [{ value: "1" }, { value: "2" }] },
        e: { value: "" },
      },
    });
    assert.deepEqual([old.statusCode, old.headers.location?.value], [301, "/new?q=x%20y&n=1&n=2&e"]);
    const out = ask("/out", { querystring: { b: { value: "2" } } });
    assert.deepEqual([out.statusCode, out.headers.location?.value], [302, "https://example.com/?a=1&b=2"]);
    for (const uri of ["/old/", "/constructor", "/__proto__", "/toString"])
      assert.equal(ask(uri).uri, "/index.html", uri);
  });

  it("sends visitors of other names on to the first one", async () => {
    const ask = await viewer({ primary: "shop.example.com" });
    const other = ask("/shows/42", { host: "www.example.com", querystring: { a: { value: "1" } } });
    assert.deepEqual([other.statusCode, other.headers.location?.value], [301, "https://shop.example.com/shows/42?a=1"]);
    assert.equal(ask("/shows/42").uri, "/index.html");
  });

  it("lets in known addresses, of both families, and nobody else", async () => {
    const ask = await viewer({ visitors: { addresses: ["192.0.2.0/25", "198.51.100.7", "2001:db8::/33", "::1"] } });
    const known = [
      "192.0.2.127",
      "198.51.100.7",
      "2001:db8:7fff::1",
      "2001:0db8:0:0:0:0:0:1",
      "::1",
      "0:0:0:0:0:0:0:1",
    ];
    const strange = ["192.0.2.128", "198.51.100.8", "2001:db8:8000::1", "::2", "2001:db9::", "10.0.0.1"];
    assert.deepEqual(
      known.filter((ip) => ask("/", { ip }).uri !== "/index.html"),
      [],
    );
    assert.deepEqual(
      strange.filter((ip) => ask("/", { ip }).statusCode !== 403),
      [],
    );
    assert.equal(ask("/", { ip: "10.0.0.1" }).headers["cache-control"]?.value, "no-store");
  });

  it("asks everybody else for the password, and does not hold it", async () => {
    const visitors = { addresses: ["192.0.2.0/24"], password: { user: "preview", password: "correct horse" } };
    const ask = await viewer({ visitors });
    assert.equal(ask("/").uri, "/index.html");
    const stranger = { ip: "10.0.0.1" };
    const asked = ask("/", stranger);
    assert.deepEqual(
      [asked.statusCode, asked.headers["www-authenticate"]?.value],
      [401, 'Basic realm="Preview", charset="UTF-8"'],
    );
    for (const authorization of [basic("preview", "wrong"), basic("other", "correct horse"), "Bearer x", "Basic"])
      assert.equal(ask("/", { ...stranger, authorization }).statusCode, 401, authorization);
    assert.equal(ask("/", { ...stranger, authorization: basic("preview", "correct horse") }).uri, "/index.html");
    const code = await resolved(
      viewerFunction({
        pages: "app",
        redirects: {},
        visitors: planVisitors("shop", visitors),
        primary: undefined,
        hidden: [],
      }),
    );
    assert.doesNotMatch(code, /correct horse|Y29ycmVjdCBob3JzZQ/);
  });
});
