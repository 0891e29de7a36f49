import assert from "node:assert/strict";
import fc from "fast-check";
import { bisect } from "../../../components/runtime/bisect";

class RowError extends Error {}
const isRowAtFault = (error: unknown) => error instanceof RowError;

describe("bisect", () => {
  it("writes every good row exactly once and returns every faulty one, whatever the mixture", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), async (faulty) => {
        const written: number[] = [];
        const failed = await bisect(
          faulty.map((_, index) => index),
          async (rows) => {
            if (rows.some((row) => faulty[row])) throw new RowError();
            written.push(...rows);
          },
          isRowAtFault,
        );
        assert.deepEqual(
          written,
          faulty.flatMap((bad, index) => (bad ? [] : [index])),
        );
        assert.deepEqual(
          failed.map(({ row }) => row),
          faulty.flatMap((bad, index) => (bad ? [index] : [])),
        );
      }),
    );
  });

  it("needs one write when all rows are good", async () => {
    let writes = 0;
    await bisect([1, 2, 3], async () => void writes++, isRowAtFault);
    assert.equal(writes, 1);
  });

  it("throws any error that is not a row's fault", async () => {
    const lost = new Error("connection lost");
    await assert.rejects(
      bisect([1, 2], () => Promise.reject(lost), isRowAtFault),
      lost,
    );
  });
});
