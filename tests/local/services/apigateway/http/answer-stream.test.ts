import assert from "node:assert/strict";
import { AnswerStream } from "../../../../../local/services/apigateway/http/answer-stream";

const waits = async (offered: Promise<void>): Promise<boolean> =>
  Promise.race([offered.then(() => false), new Promise<boolean>((resolve) => setImmediate(resolve, true))]);

describe("apigateway: the body of an answer on its way", () => {
  it("keeps whoever writes waiting until somebody reads, and no more than a piece", async () => {
    const stream = new AnswerStream();
    const piece = Buffer.alloc(64 * 1024, "x");
    const first = stream.offer(piece);
    assert.equal(await waits(first), true);
    assert.equal(stream.readableLength, piece.length);
    assert.equal(stream.read()?.length, piece.length);
    await first;
    const rest: Buffer[] = [];
    stream.on("data", (chunk: Buffer) => rest.push(chunk));
    for (let count = 0; count < 20; count++) await stream.offer(piece);
    stream.end();
    await new Promise((resolve) => stream.once("end", resolve));
    assert.equal(Buffer.concat(rest).length, 20 * piece.length);
    assert.equal(stream.bytes, 21 * piece.length);
  });

  it("lets go of whoever writes once nobody reads any more", async () => {
    const stream = new AnswerStream();
    const offered = stream.offer(Buffer.alloc(64 * 1024));
    assert.equal(await waits(offered), true);
    stream.destroy(new Error("the client is gone"));
    await offered;
    await stream.offer(Buffer.alloc(1));
  });
});
