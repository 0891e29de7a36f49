import assert from "node:assert/strict";
import * as z from "zod";
import { batchFailures, parseBatch } from "../../../components/runtime/sqs-batch";
import { aRecord } from "../../support/orders";

const Contract = z.strictObject({ id: z.string() });

describe("parseBatch", () => {
  it("hands on what fits, with message id and request id, in order", () => {
    const { fit, unfit } = parseBatch([aRecord({ id: "a" }, "1"), aRecord({ id: "b" }, "2")], Contract);
    assert.deepEqual(fit, [
      { messageId: "1", requestId: "request-of-1", body: { id: "a" } },
      { messageId: "2", requestId: "request-of-2", body: { id: "b" } },
    ]);
    assert.deepEqual(unfit, []);
  });

  it("says why a message does not fit, and keeps its JSON", () => {
    const { unfit } = parseBatch([aRecord("{", "1"), aRecord({ id: 7 }, "2"), aRecord("[]", "3")], Contract);
    assert.deepEqual(
      unfit.map(({ messageId, reason, json }) => ({ messageId, reason, json })),
      [
        { messageId: "1", reason: "the message is not JSON", json: undefined },
        { messageId: "2", reason: "id: Invalid input: expected string, received number", json: { id: 7 } },
        { messageId: "3", reason: "the message: Invalid input: expected object, received array", json: [] },
      ],
    );
  });

  it("gives a storable reason even when an unknown field's name holds U+0000 or a lone surrogate", () => {
    const { unfit } = parseBatch([aRecord('{"id":"a","x\\u0000y\\ud800":1}')], Contract);
    assert.equal(unfit[0]?.reason, 'the message: Unrecognized key: "x?y\ufffd"');
  });

  it("treats a message without attributes as sent by hand", () => {
    const { fit } = parseBatch([{ ...aRecord({ id: "a" }, "1"), messageAttributes: {} }], Contract);
    assert.equal(fit[0]?.requestId, undefined);
  });
});

describe("batchFailures", () => {
  it("names each message once", () => {
    assert.deepEqual(batchFailures(["1", "2", "1"]), {
      batchItemFailures: [{ itemIdentifier: "1" }, { itemIdentifier: "2" }],
    });
  });
});
