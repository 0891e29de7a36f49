import assert from "node:assert/strict";
import { HeaderList } from "../../../local/services/apigateway/http/header-list";
import { inNameOfPage, originOnAws } from "../../../local/services/origin-here";
import { pageHere } from "../../../local/services/page-here";
import type { Service } from "../../../local/services/service";

const LOGIN = "https://login.auth.eu-west-1.amazoncognito.com";
const directory = {
  made: (): readonly Service[] => [
    {
      name: "cognito-idp",
      resources: [],
      localUrl: (url) => (url.startsWith(LOGIN) ? url.replace(LOGIN, "http://127.0.0.1:4566/pool") : undefined),
    },
  ],
};
const page = (text: string) => ({
  status: 200,
  headers: new HeaderList([
    ["Content-Security-Policy", `default-src 'self'; connect-src 'self' ${LOGIN} https://elsewhere.example`],
    ["ETag", '"1"'],
  ]),
  body: Buffer.from(text),
});

describe("a page for a browser on this machine", () => {
  it("may connect to what names of AWS lead to here, and finds it in its config", () => {
    const config = JSON.stringify({ apiUrl: "/api", signInUrl: LOGIN, mediaUrl: "https://elsewhere.example" });
    const { headers, body } = pageHere(directory, { host: "127.0.0.1", path: "/config.json" }, page(config));
    assert.equal(
      headers.get("content-security-policy"),
      "default-src 'self'; connect-src 'self' http://127.0.0.1:4566 https://elsewhere.example",
    );
    assert.deepEqual(JSON.parse(body.toString()), {
      apiUrl: "/api",
      signInUrl: "http://127.0.0.1:4566/pool",
      mediaUrl: "https://elsewhere.example",
    });
    assert.equal(headers.get("etag"), undefined);
  });

  it("is as it was deployed for whoever comes by a name, and all of its other files are", () => {
    const answer = page(JSON.stringify({ signInUrl: LOGIN }));
    assert.equal(pageHere(directory, { host: "d1.cloudfront.net", path: "/config.json" }, answer), answer);
    assert.equal(pageHere(directory, { host: "localhost", path: "/other.json" }, answer).body, answer.body);
  });
});

describe("the origin of a page on this machine", () => {
  const https = { serve() {}, withdraw() {}, find: () => undefined, namesOf: (port: number) => NAMES[port] ?? [] };
  const NAMES: Readonly<Record<number, readonly string[]>> = {
    4900: ["main.d1.amplifyapp.com"],
    4901: ["main.d2.amplifyapp.com", "www.example.com"],
  };

  it("is the name of the site behind its port, one of its own before that of AWS", () => {
    assert.equal(originOnAws("http://127.0.0.1:4900", { https }), "https://main.d1.amplifyapp.com");
    assert.equal(originOnAws("http://localhost:4901", { https }), "https://www.example.com");
    for (const other of ["http://127.0.0.1:5173", "https://main.d1.amplifyapp.com", "null"])
      assert.equal(originOnAws(other, { https }), undefined);
  });

  it("is told to the API by that name, and its answer is for the page", async () => {
    const asked = async (origin: string) => {
      const heard: string[] = [];
      const request = { method: "GET", target: "/", headers: [["Origin", origin]], body: Buffer.alloc(0) } as const;
      const { headers } = await inNameOfPage(
        { https },
        { ...request, sourceIp: "127.0.0.1", port: 1 },
        async (given) => {
          heard.push(...given.headers.map(([, value]) => value));
          const allowed = new HeaderList([["Access-Control-Allow-Origin", "https://main.d1.amplifyapp.com"]]);
          return { status: 200, headers: allowed, body: Buffer.alloc(0) };
        },
      );
      return [...heard, headers.get("access-control-allow-origin")];
    };
    const own = "https://main.d1.amplifyapp.com";
    assert.deepEqual(await asked("http://127.0.0.1:4900"), [own, "http://127.0.0.1:4900"]);
    assert.deepEqual(await asked("https://evil.example"), ["https://evil.example", own]);
  });
});
