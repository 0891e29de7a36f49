import assert from "node:assert/strict";
import { connect } from "node:net";
import fc from "fast-check";
import { HeaderList } from "../../../../../local/services/apigateway/http/header-list";
import {
  MAX_BODY_BYTES,
  type RunningServer,
  serveHttp,
} from "../../../../../local/services/apigateway/http/http-server";
import type { GatewayRequest } from "../../../../../local/services/apigateway/http/message";

describe("apigateway: HTTP front", () => {
  let server: RunningServer;
  let seen: GatewayRequest[];

  before(async () => {
    server = await serveHttp(async (request) => {
      seen.push(request);
      const headers = new HeaderList([
        ["X-Text", "grün\r\nInjected: 1"],
        ["Bad Name", "x"],
      ]);
      return { status: 200, headers, body: Buffer.from("ok") };
    }, 0);
  });
  beforeEach(() => {
    seen = [];
  });
  after(() => server.close());

  /** Sends bytes and returns everything that comes back until the server closes. */
  const raw = (bytes: string | Uint8Array): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(server.port, "127.0.0.1");
      const chunks: Buffer[] = [];
      socket.on("data", (chunk) => chunks.push(chunk));
      socket.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
      socket.on("error", reject);
      socket.end(bytes);
    });

  it("listens on the loopback alone and refuses names of others (DNS rebinding)", async () => {
    const refused = await raw("GET / HTTP/1.1\r\nHost: evil.test\r\nConnection: close\r\n\r\n");
    assert.match(refused, /^HTTP\/1\.1 403 /);
    assert.equal(seen.length, 0);
    for (const host of ["127.0.0.1:4600", "localhost", "a1b2.execute-api.eu-west-1.amazonaws.com"]) {
      assert.match(await raw(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`), /^HTTP\/1\.1 200 /);
    }
  });

  it("keeps the path, the names of headers and the bytes of the body as sent", async () => {
    const body = Buffer.from([0xff, 0x00, 0x80]);
    await raw(
      Buffer.concat([
        Buffer.from(
          "POST /v1//a%2Fb/?x=%20+&y HTTP/1.1\r\nHost: localhost\r\nX-MiXed: gr\u00fcn\r\nContent-Length: 3\r\nConnection: close\r\n\r\n",
        ),
        body,
      ]),
    );
    const [request] = seen;
    assert.equal(request?.target, "/v1//a%2Fb/?x=%20+&y");
    assert.deepEqual(
      request?.headers.find(([name]) => name === "X-MiXed"),
      ["X-MiXed", "grün"],
    );
    assert.deepEqual(request?.body, body);
  });

  it("takes a target in absolute form for its path, and keeps a connection without telling for how long", async () => {
    const answer = await raw("GET http://localhost/v1/a?b HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assert.equal(seen[0]?.target, "/v1/a?b");
    assert.match(answer, /^Connection: keep-alive\r$/m);
    assert.doesNotMatch(answer, /^Keep-Alive:/m);
    assert.match(await raw("GET / HTTP/1.0\r\n\r\n"), /^Connection: close\r$/m);
  });

  it("writes header values as UTF-8 and lets none end its line", async () => {
    const answer = Buffer.from(
      await raw("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"),
      "latin1",
    ).toString();
    assert.match(answer, /X-Text: grün Injected: 1\r\n/);
    assert.doesNotMatch(answer, /\nInjected|Bad Name/);
  });

  it("hands on that a body is over the limit, and not the body", async () => {
    const length = MAX_BODY_BYTES + 1;
    await raw(
      `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${length}\r\nConnection: close\r\n\r\n${"a".repeat(length)}`,
    );
    assert.equal(seen[0]?.oversized, true);
    assert.equal(seen[0]?.body.length, 0);
  });

  it("answers 400 to what is no HTTP and 431 to endless headers", async () => {
    assert.match(await raw("nonsense\r\n\r\n"), /^HTTP\/1\.1 400 /);
    const line = `X: ${"a".repeat(70_000)}`;
    assert.match(await raw(`GET / HTTP/1.1\r\nHost: localhost\r\n${line}\r\n\r\n`), /^HTTP\/1\.1 431 /);
  });

  it("survives any bytes", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => {
        await raw(Buffer.concat([Buffer.from("POST /x HTTP/1.1\r\n"), bytes]));
      }),
      { numRuns: 50 },
    );
    assert.match(await raw("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"), /^HTTP\/1\.1 200 /);
  });
});
