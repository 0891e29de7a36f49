import assert from "node:assert/strict";
import fc from "fast-check";
import { csvLine } from "../../../handlers/export/csv";

/** A reader of RFC 4180. */
const read = (text: string): string[][] => {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
};

describe("a line of CSV", () => {
  it("has its cells between commas, in quotes where it needs them", () => {
    assert.equal(csvLine(["a", 1, undefined, "b"]), "a,1,,b\r\n");
    assert.equal(csvLine(['say "no"', "a,b", "a\r\nb", " a", "a "]), '"say ""no""","a,b","a\r\nb"," a","a "\r\n');
    assert.equal(csvLine([-5, 1.5]), "-5,1.5\r\n");
  });

  it("has no formula in it", () => {
    const formulas = [
      "=1+1",
      "+1",
      "-1",
      "@SUM(A1)",
      "\t=1",
      "\r=1",
      "\n=1",
      "\tx",
      "\rx",
      " =1",
      "\u00a0=1",
      "\ufeff=1",
      "\u200b=1",
      "\u0000=1",
      "＝1",
      "＋1",
      "－1",
      "＠x",
      '=cmd|"/c calc"!A1',
    ];
    for (const formula of formulas) assert.deepEqual(read(csvLine([formula, 1])), [[`'${formula}`, "1"]]);
    for (const harmless of ["a=b", "1-1", "'=1", "a@b.example", "O'Neill", "ü", ""])
      assert.deepEqual(read(csvLine([harmless])), [[harmless]]);
  });

  it("is read as what was written, whatever that is", () => {
    const cell = fc.oneof(fc.string({ unit: "binary" }), fc.stringMatching(/^[=+\-@\t\r\n ",'a]{0,8}$/));
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 5 }), fc.array(cell, { minLength: 1 }), (first, second) => {
        const rows = read(csvLine(first) + csvLine(second));
        assert.deepEqual(
          rows.map((row) => row.length),
          [first.length, second.length],
        );
        for (const [index, value] of [...first, ...second].entries()) {
          const found = rows.flat()[index] ?? "";
          assert.ok(found === value || found === `'${value}`);
          assert.doesNotMatch(found, /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u);
        }
      }),
    );
  });
});
