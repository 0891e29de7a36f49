import assert from "node:assert/strict";
import { brotliDecompressSync } from "node:zlib";
import { compressedAnswer } from "../../../../local/services/amplify/serving/compressed-answer";
import { AnswerStream } from "../../../../local/services/apigateway/http/answer-stream";
import { HeaderList } from "../../../../local/services/apigateway/http/header-list";

const LONG = "const seats = 100; ".repeat(200);

describe("what Amplify Hosting compresses", () => {
  const served = async (
    accepts: string,
    { method = "GET", type = "text/javascript; charset=utf-8", status = 200, text = LONG } = {},
  ) => {
    const headers: [string, string][] = [["accept-encoding", accepts]];
    const request = { method, target: "/app.js", headers, body: Buffer.alloc(0), sourceIp: "127.0.0.1", port: 1 };
    const answer = { headers: new HeaderList([["Content-Type", type]]), status, body: Buffer.from(text) };
    const { body, headers: given } = await compressedAnswer(request, answer);
    return { body, encoding: given.get("content-encoding"), length: given.get("content-length") };
  };

  it("are scripts, pages and what else gets smaller, for who takes it", async () => {
    const { body, encoding, length } = await served("gzip, deflate, br");
    assert.deepEqual([encoding, length, brotliDecompressSync(body).toString()], ["br", undefined, LONG]);
    assert.ok(body.length < 200);
    assert.equal((await served("gzip")).encoding, "gzip");
    assert.deepEqual(await served(""), { body: Buffer.from(LONG), encoding: undefined, length: String(LONG.length) });
  });

  it("are no pictures, nothing short, no errors, and no answers without a body", async () => {
    for (const other of [
      { type: "image/png" },
      { text: "short" },
      { status: 404 },
      { status: 304, text: "" },
      { method: "HEAD" },
    ])
      assert.equal((await served("br", other)).encoding, undefined, JSON.stringify(other));
  });

  it("is nothing that comes bit by bit from elsewhere", async () => {
    const headers: [string, string][] = [["accept-encoding", "br"]];
    const request = { method: "GET", target: "/", headers, body: Buffer.alloc(0), sourceIp: "127.0.0.1", port: 1 };
    const answer = { status: 200, headers: new HeaderList(), body: Buffer.alloc(0), stream: new AnswerStream() };
    assert.equal(await compressedAnswer(request, answer), answer);
    assert.equal(answer.headers.has("content-length"), false);
  });
});
