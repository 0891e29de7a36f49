import assert from "node:assert/strict";
import fc from "fast-check";
import { frame, frameReader } from "../../../../local/services/lambda/bootstrap/frames.cjs";

const message = fc.record({ head: fc.dictionary(fc.string({ unit: "binary" }), fc.integer()), body: fc.uint8Array() });

describe("frames between the local cloud and a function process", () => {
  it("arrive whole and in order, however the bytes are cut", () => {
    fc.assert(
      fc.property(fc.array(message), fc.integer({ min: 1, max: 40 }), (sent, cut) => {
        const bytes = Buffer.concat(sent.map(({ head, body }) => frame(head, Buffer.from(body))));
        const received: unknown[] = [];
        const read = frameReader((head, body) => received.push({ head, body: [...body] }));
        for (let start = 0; start < bytes.length; start += cut) read(bytes.subarray(start, start + cut));
        assert.deepEqual(
          received,
          sent.map(({ head, body }) => ({ head: { ...head }, body: [...body] })),
        );
      }),
    );
  });

  it("carry text as UTF-8", () => {
    const received: string[] = [];
    frameReader((_, body) => received.push(body.toString("utf8")))(frame({ id: "é" }, "größer 🌍"));
    assert.deepEqual(received, ["größer 🌍"]);
  });
});
