import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import type {
  FunctionEvent,
  FunctionRequest,
  FunctionRuntime,
} from "../../../../../local/services/cloudfront/functions/event";
import { runFunction } from "../../../../../local/services/cloudfront/functions/run-function";

const request: FunctionRequest = {
  method: "GET",
  uri: "/p",
  querystring: { x: { value: "1" }, dup: { value: "a", multiValue: [{ value: "a" }, { value: "b" }] } },
  headers: { host: { value: "d1.cloudfront.net" }, "x-edge-a": { value: "hidden" } },
  cookies: {},
};
const onRequest: FunctionEvent = {
  version: "1.0",
  context: { eventType: "viewer-request", distributionId: "E1", requestId: "r" },
  viewer: { ip: "198.51.100.11" },
  request,
};
const onResponse: FunctionEvent = {
  ...onRequest,
  context: { ...onRequest.context, eventType: "viewer-response" },
  response: {
    statusCode: 200,
    headers: { via: { value: "1.1 x" }, "content-type": { value: "text/plain" } },
    cookies: {},
  },
};
const kvs = {
  id: "store-1",
  createdAt: new Date(0),
  changedAt: new Date(1000),
  values: new Map([
    ["plain", "hello"],
    ["config", '{"n":5}'],
  ]),
};
const COULD_NOT_RUN =
  "The CloudFront function associated with the CloudFront distribution is invalid or could not run.";

const run = (body: string, { runtime = "cloudfront-js-2.0" as FunctionRuntime, event = onRequest, head = "" } = {}) =>
  runFunction({
    code: `${head}\n${runtime.endsWith("2.0") ? "async " : ""}function handler(event) { ${body} }`,
    runtime,
    event,
    kvs,
  });

/** What a function says of an expression. */
const said = async (expression: string, options: Parameters<typeof run>[1] = {}): Promise<unknown> => {
  const { response, error } = await run(
    `return { statusCode: 200, body: JSON.stringify({ value: ${expression} }) };`,
    options,
  );
  if (!response?.body) return error?.detail;
  return JSON.parse(response.body.data).value;
};
const first = { runtime: "cloudfront-js-1.0" as const };

describe("runFunction", () => {
  describe("hands the event in and the answer out", () => {
    it("answers a changed request, without the headers that functions do not see", async () => {
      const { request: changed, logs } = await run(
        "console.log('seen', Object.keys(event.request.headers), event.viewer.ip); event.request.uri = '/q'; return event.request;",
      );
      assert.deepEqual(changed, { ...request, uri: "/q", headers: { host: request.headers.host } });
      assert.deepEqual(logs, ['seen ["host"] 198.51.100.11']);
    });

    it("takes a changed value for the first, and a changed multiValue for all", async () => {
      const changed = async (body: string) => (await run(`${body} return event.request;`)).request?.querystring.dup;
      assert.deepEqual(await changed("event.request.querystring.dup.value = 'z';"), {
        value: "z",
        multiValue: [{ value: "z" }, { value: "b" }],
      });
      assert.deepEqual(
        await changed(
          "event.request.querystring.dup.value = 'z'; event.request.querystring.dup.multiValue[1].value = 'c';",
        ),
        { value: "a", multiValue: [{ value: "a" }, { value: "c" }] },
      );
      assert.deepEqual(await changed("event.request.querystring.dup.multiValue.pop();"), { value: "a" });
    });

    it("reads a query string that is given as a text", async () => {
      const { request: changed } = await run("event.request.querystring = 'b=2&a&b=3'; return event.request;");
      assert.deepEqual(changed?.querystring, {
        b: { value: "2", multiValue: [{ value: "2" }, { value: "3" }] },
        a: { value: "" },
      });
    });

    it("adds the description of a status to an answer, and takes a body as text or object", async () => {
      assert.deepEqual((await run("return { statusCode: 403, body: 'no' };")).response, {
        statusCode: 403,
        statusDescription: "Forbidden",
        headers: {},
        cookies: {},
        body: { encoding: "text", data: "no" },
      });
      const { response } = await run("return { statusCode: 200, body: { encoding: 'base64', data: 'aGk=' } };");
      assert.deepEqual(response?.body, { encoding: "base64", data: "aGk=" });
    });

    it("answers a changed response", async () => {
      const { response } = await run(
        "event.response.headers['x-new'] = { value: 'ä\\u0000'.slice(0, 1) }; return event.response;",
        {
          event: onResponse,
        },
      );
      assert.deepEqual(response?.headers["x-new"], { value: "ä" });
    });
  });

  describe("holds answers against CloudFront's rules", () => {
    const READ_ONLY = /read-only header/;
    const refused: [what: string, body: string, rule: RegExp, event?: FunctionEvent][] = [
      ["nothing", "", /must return a request or a response object/],
      ["a text", "return 'x';", /must return a request or a response object/],
      ["another method", "event.request.method = 'PUT'; return event.request;", /request\.method is read-only/],
      ["a uri without slash", "event.request.uri = 'x'; return event.request;", /request\.uri must begin with/],
      ["a uri with a space", "event.request.uri = '/a b'; return event.request;", /request\.uri must not include/],
      ["a query with a fragment", "event.request.querystring = 'a#b'; return event.request;", /querystring must not/],
      ["a long uri", "event.request.uri = '/' + 'x'.repeat(8200); return event.request;", /shorter than 8192/],
      ["a changed host", "event.request.headers.host.value = 'x'; return event.request;", READ_ONLY],
      ["a request without host", "delete event.request.headers.host; return event.request;", READ_ONLY],
      ["an added via", "event.request.headers.via = { value: 'x' }; return event.request;", READ_ONLY],
      ["an added x-edge-", "event.request.headers['x-edge-b'] = { value: '1' }; return event.request;", /disallowed/],
      [
        "an added x-real-ip",
        "event.request.headers['x-real-ip'] = { value: '1' }; return event.request;",
        /disallowed/,
      ],
      ["a header in upper case", "event.request.headers['X-A'] = { value: '1' }; return event.request;", /lower case/],
      [
        "a header of two lines",
        "event.request.headers.a = { value: 'a\\r\\nb' }; return event.request;",
        /invalid value/,
      ],
      [
        "a bare header",
        "event.request.headers.a = 'b'; return event.request;",
        /request\.headers\.a must be an object/,
      ],
      ["a header without value", "event.request.headers.a = {}; return event.request;", /request\.headers\.a\.value/],
      ["a status as text", "return { statusCode: '200' };", /statusCode must be an integer/],
      ["a status of 99", "return { statusCode: 99 };", /between 200 and 599/],
      [
        "a body that is no base64",
        "return { statusCode: 200, body: { encoding: 'base64', data: '%' } };",
        /valid base64/,
      ],
      ["a body in gzip", "return { statusCode: 200, body: { encoding: 'gzip', data: '' } };", /text or base64/],
      ["a body of 41 KB", "return { statusCode: 200, body: 'x'.repeat(41 * 1024) };", /at most 40960 bytes/],
      ["a response without its via", "return { statusCode: 302, headers: {} };", READ_ONLY, onResponse],
      [
        "an added warning",
        "event.response.headers.warning = { value: 'x' }; return event.response;",
        READ_ONLY,
        onResponse,
      ],
    ];
    for (const [what, body, rule, event] of refused)
      it(`refuses ${what} with 502`, async () => {
        const { error, request: none, response } = await run(body, { event });
        assert.deepEqual([error?.status, none, response], [502, undefined, undefined]);
        assert.match(error?.message ?? "", rule);
      });
  });

  describe("bounds what a function may do", () => {
    const failing: [what: string, body: string, detail: RegExp][] = [
      ["throws", "throw new TypeError('no');", /^TypeError: no$/],
      ["rejects", "await Promise.reject(new Error('later'));", /^Error: later$/],
      ["never ends", "for (;;) { }", /compute utilization/],
      ["catches what ends it", "for (;;) { try { for (;;) { } } catch (e) { } }", /compute utilization/],
      ["takes too much memory", "var a = []; for (;;) a.push('x'.repeat(1000) + a.length);", /memory|compute/],
      ["calls itself for ever", "function f() { return 1 + f(); } f();", /InternalError|RangeError|compute/],
      ["waits for ever", "await new Promise(function () { });", /did not settle/],
      ["answers a circle", "var a = {}; a.a = a; return a;", /circular/],
      ["uses a variable that is not declared", "x = 1;", /ReferenceError/],
      ["imports at run time", "return require('fs');", /Cannot find module "fs"/],
      ["reads the modules' own", "return require('encodings');", /Cannot find module/],
    ];
    for (const [what, body, detail] of failing)
      it(`ends one that ${what} with 503`, async () => {
        const { error } = await run(body);
        assert.deepEqual([error?.status, error?.message], [503, COULD_NOT_RUN]);
        assert.match(error?.detail ?? "", detail);
        assert.equal(await said("1 + 1"), 2, "the next one runs");
      });

    it("says what a function used of its time", async () => {
      const used = async (turns: number) =>
        (await run(`for (let i = 0; i < ${turns}; i++) { } return event.request;`)).computeUtilization;
      assert.deepEqual([await used(10), (await used(300_000)) > 20, await used(9_000_000)], [1, true, 100]);
    });

    it("lets no run see what another left", async () => {
      const leave = "globalThis.left = (globalThis.left || 0) + 1; Array.prototype.left = 1;";
      await run(`${leave} return event.request;`);
      assert.deepEqual(await said("[typeof left, [].left === undefined]"), ["undefined", true]);
    });

    it("evaluates no texts, by whatever way", async () => {
      for (const way of [
        "eval('1')",
        "(0, eval)('1')",
        "new Function('return 1')()",
        "(function () { }).constructor('return 1')()",
        "(async function () { }).constructor('return 1')()",
        "Object.getPrototypeOf(Object.getPrototypeOf(handler)).constructor.constructor('return 1')()",
      ])
        assert.match(String(await said(way)), /is not supported/, way);
    });

    it("has no timers, no network, no files and no process", async () => {
      const names = [
        "setTimeout",
        "setImmediate",
        "clearTimeout",
        "fetch",
        "process",
        "XMLHttpRequest",
        "Map",
        "Proxy",
        "BigInt",
      ];
      assert.deepEqual(
        await said(`[${names.map((name) => `typeof ${name}`)}]`),
        names.map(() => "undefined"),
      );
    });

    it("lets the time stand still", async () => {
      const before = Date.now();
      const [start, end, named] = (await said(
        "(function () { var a = Date.now(); for (var i = 0; i < 50000; i++) { } return [a, new Date().getTime(), typeof Date()]; })()",
      )) as [number, number, string];
      assert.deepEqual([start, named], [end, "string"]);
      assert.ok(start >= before && start <= Date.now());
      assert.equal(
        await said("new Date(2020, 0, 2) instanceof Date && new Date(0).toISOString()"),
        "1970-01-01T00:00:00.000Z",
      );
    });

    it("keeps 10 KB of what it logs", async () => {
      const { logs } = await run("for (let i = 0; i < 30; i++) console.log('x'.repeat(1000)); return event.request;");
      assert.equal(logs.join("").length, 10 * 1024);
    });
  });

  describe("knows the language of each runtime", () => {
    const inFirst = ["let a = 1;", "const a = 1;", "async function f() { }"];
    const inBoth = [
      "for (var a of []) { }",
      "class A { }",
      "var [a] = [1];",
      "var { a } = {};",
      "function f(a = 1) { }",
      "Math.max(...[1]);",
      "function* f() { }",
      "var a = event?.request;",
      "var a = 1n;",
      "var a; a ??= 1;",
      "import('x');",
    ];
    for (const code of [...inFirst, ...inBoth])
      it(`refuses ${code} in 1.0`, async () => {
        assert.match((await run(`${code} return event.request;`, first)).error?.detail ?? "", /^SyntaxError: Token/);
      });
    for (const code of inBoth)
      it(`refuses ${code} in 2.0`, async () => {
        assert.match((await run(`${code} return event.request;`)).error?.detail ?? "", /^SyntaxError: Token/);
      });

    it("takes in 1.0 what its page lists", async () => {
      const listed =
        "[2 ** 3, [1].map(a => a + 1)[0], (function (...a) { return a.length; })(1, 2), `t` + 1, [1, 2].includes(2)]";
      assert.deepEqual(await said(listed, first), [8, 2, 2, "t1", true]);
      assert.equal(await said("/(?<year>\\d+)/.exec('in 2024').groups.year", first), "2024");
    });

    it("names line and token of code that does not parse, or has no handler", async () => {
      const { error } = await runFunction({
        code: "\nfunction handler(",
        runtime: "cloudfront-js-2.0",
        event: onRequest,
      });
      assert.match(error?.detail ?? "", /^SyntaxError: .*2:/);
      const other = await runFunction({ code: "function other() {}", runtime: "cloudfront-js-2.0", event: onRequest });
      assert.match(other.error?.detail ?? "", /handler/);
    });
  });

  describe("offers AWS's modules", () => {
    const sha = (encoding: "hex" | "base64" | "base64url") => createHash("sha256").update("aé").digest(encoding);

    it("crypto, as Node.js has it", async () => {
      for (const options of [first, {}])
        for (const encoding of ["hex", "base64", "base64url"] as const)
          assert.equal(
            await said(`require('crypto').createHash('sha256').update('a').update('é').digest('${encoding}')`, options),
            sha(encoding),
          );
      assert.equal(
        await said("require('crypto').createHmac('sha1', 'key').update('data').digest('hex')"),
        createHmac("sha1", "key").update("data").digest("hex"),
      );
      assert.match(String(await said("require('crypto').createHash('sha512')")), /not supported algorithm/);
    });

    it("crypto without encoding: a byte string in 1.0, a Buffer in 2.0", async () => {
      const md5 = createHash("md5").update("a").digest();
      assert.equal(
        await said("require('crypto').createHash('md5').update('a').digest()", first),
        md5.toString("latin1"),
      );
      const code = "(b => [Buffer.isBuffer(b), b.toString('hex')])(crypto.createHash('md5').update('a').digest())";
      assert.deepEqual(await said(code, { head: "import crypto from 'crypto';" }), [true, md5.toString("hex")]);
    });

    it("querystring", async () => {
      const head = "import qs from 'querystring';";
      assert.deepEqual(await said("qs.parse('name=v%20w&abc=x&abc=y&z')", { head }), {
        name: "v w",
        abc: ["x", "y"],
        z: "",
      });
      assert.equal(await said("qs.stringify({ n: 'v w', abc: ['x', 1], e: '' })", { head }), "n=v%20w&abc=x&abc=1&e=");
      assert.deepEqual(await said("qs.decode('a:1;b:%ff', ';', ':')", { head }), { a: "1", b: "\ufffd" });
      assert.deepEqual(await said("qs.parse('a=1&b=2', '&', '=', { maxKeys: 1 })", { head }), { a: "1" });
    });

    it("Buffer in 2.0 alone", async () => {
      const cases: [string, unknown][] = [
        ["Buffer.from('aGk', 'base64url').toString()", "hi"],
        ["Buffer.from('a\\u0000é').toString('hex')", "6100c3a9"],
        ["Buffer.concat([Buffer.from('a'), Buffer.from([98])]).toString()", "ab"],
        ["Buffer.alloc(3, 'ab').toString()", "aba"],
        ["Buffer.byteLength('é')", 2],
        ["Buffer.compare(Buffer.from('a'), Buffer.from('b'))", -1],
        ["Buffer.from('abcabc').indexOf('ca')", 2],
        ["Buffer.from('abcabc').lastIndexOf('ab')", 3],
        ["Buffer.from('ab').equals(Buffer.from('ab'))", true],
        ["JSON.stringify(Buffer.from('a'))", '{"type":"Buffer","data":[97]}'],
        ["Buffer.from([1, 2, 3, 4]).readUInt32BE(0)", 16909060],
        ["Buffer.from([255, 254]).readInt16LE(0)", -257],
        ["Buffer.from([0, 1, 2]).readUIntBE(0, 3)", 258],
        ["(function () { var b = Buffer.alloc(4); b.writeUInt16BE(258, 1); return b.toString('hex'); })()", "00010200"],
        ["Buffer.from('0102', 'hex').swap16().toString('hex')", "0201"],
        ["require('buffer').Buffer === Buffer", true],
        ["[btoa('hi'), atob('aGk=')]", ["aGk=", "hi"]],
        ["new TextDecoder().decode(new TextEncoder().encode('é'))", "é"],
      ];
      for (const [expression, value] of cases) assert.deepEqual(await said(expression), value, expression);
      assert.equal(await said("typeof Buffer", first), "undefined");
      assert.match(String(await said("require('buffer')", first)), /Cannot find module/);
    });

    it("byte strings in 1.0 alone", async () => {
      assert.equal(await said("String.bytesFrom('c3a9', 'hex').fromUTF8()", first), "é");
      assert.equal(await said("String.bytesFrom([104, 105])", first), "hi");
      assert.equal(await said("'é'.toUTF8().length", first), 2);
      assert.equal(await said("'\\u0100'.toBytes()", first), null);
      assert.equal(await said("typeof ''.toUTF8"), "undefined");
    });

    describe("cloudfront", () => {
      const head = "import cf from 'cloudfront';";

      it("reads the key value store", async () => {
        assert.equal(await said("await cf.kvs().get('plain')", { head }), "hello");
        assert.deepEqual(await said("await cf.kvs('store-1').get('config', { format: 'json' })", { head }), {
          n: 5,
        });
        assert.deepEqual(await said("[await cf.kvs().exists('no'), await cf.kvs().count()]", { head }), [false, 2]);
        assert.deepEqual(await said("await cf.kvs().meta()", { head }), {
          creationDateTime: "1970-01-01T00:00:00.000Z",
          lastUpdatedDateTime: "1970-01-01T00:00:01.000Z",
          keyCount: 2,
        });
        assert.match(String(await said("await cf.kvs().get('no')", { head })), /KeyNotFound/);
        assert.match(String(await said("await cf.kvs('other').get('plain')", { head })), /no key value store/);
      });

      it("says which origin it chose", async () => {
        const origin = async (call: string) => (await run(`${call} return event.request;`, { head })).origin;
        assert.equal(await origin(""), undefined);
        assert.deepEqual(await origin("cf.updateRequestOrigin({ domainName: 'b.test' });"), {
          kind: "update",
          value: { domainName: "b.test" },
        });
        assert.deepEqual(await origin("cf.selectRequestOriginById('b');"), { kind: "select", value: "b" });
        const group = "{ originIds: [{ originId: 'a' }, { originId: 'b' }], failoverCriteria: { statusCodes: [500] } }";
        assert.equal((await origin(`cf.createRequestOriginGroup(${group});`))?.kind, "group");
        assert.match((await run("cf.createRequestOriginGroup({});", { head })).error?.detail ?? "", /originIds/);
        assert.match(
          (await run("cf.selectRequestOriginById('b');", { head, event: onResponse })).error?.detail ?? "",
          /viewer/,
        );
      });

      it("is no module of 1.0", async () => {
        assert.match(String(await said("require('cloudfront')", first)), /Cannot find module/);
      });
    });
  });
});
