import assert from "node:assert/strict";
import fc from "fast-check";
import {
  addNumbers,
  canonicalNumber,
  compareDecimals,
  NumberError,
  parseDecimal,
  subtractNumbers,
} from "../../../../../local/services/dynamodb/values/decimal";
import { numberBytes } from "../../../../../local/services/dynamodb/values/number-bytes";

/** Any number that DynamoDB keeps, in any way to write it. */
const numbers = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 38n - 1n }), fc.integer({ min: -130, max: 87 }))
  .map(([negative, digits, exponent]) => `${negative ? "-" : ""}${digits}E${exponent}`)
  .filter((text) => {
    try {
      parseDecimal(text);
      return true;
    } catch {
      return false;
    }
  });

/** Times 10^130, which makes each of them whole. */
const whole = (text: string): bigint => {
  const [, sign, left = "", right = "", power = "0"] =
    /^(-?)(\d*)\.?(\d*)(?:E(-?\d+))?$/.exec(text) ?? assert.fail(text);
  const digits = BigInt(`${left}${right}`) * 10n ** BigInt(170 + Number(power) - right.length);
  return sign === "-" ? -digits : digits;
};

const sign = (difference: bigint | number): number => (difference < 0 ? -1 : difference > 0 ? 1 : 0);

describe("dynamodb: numbers", () => {
  it("keep their value, and have one form", () => {
    fc.assert(
      fc.property(numbers, (text) => {
        const canonical = canonicalNumber(text);
        assert.equal(whole(canonical), whole(text));
        assert.equal(canonicalNumber(canonical), canonical);
        assert.match(canonical, /^(0|-?(0|[1-9]\d*)(\.\d*[1-9])?)$/);
      }),
    );
  });

  it("sort by value, and their bytes with them", () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        const wanted = sign(whole(one) - whole(other));
        assert.equal(sign(compareDecimals(parseDecimal(one), parseDecimal(other))), wanted);
        assert.equal(sign(Buffer.compare(numberBytes(one), numberBytes(other))), wanted);
      }),
      { numRuns: 1_000 },
    );
  });

  it("add and subtract exactly, or not at all", () => {
    fc.assert(
      fc.property(numbers, numbers, (one, other) => {
        for (const [compute, wanted] of [
          [addNumbers, whole(one) + whole(other)],
          [subtractNumbers, whole(one) - whole(other)],
        ] as const) {
          try {
            assert.equal(whole(compute(canonicalNumber(one), canonicalNumber(other))), wanted);
          } catch (error) {
            assert.ok(error instanceof NumberError);
            const digits = String(wanted).replace(/^-|0+$/g, "");
            assert.ok(digits.length > 38 || wanted >= 10n ** 296n || -wanted >= 10n ** 296n, String(error));
          }
        }
      }),
    );
  });

  for (const [text, told] of [
    ["", "The parameter cannot be converted to a numeric value"],
    ["-", "The parameter cannot be converted to a numeric value: -"],
    ["1e", "The parameter cannot be converted to a numeric value: 1e"],
    ["0x10", "The parameter cannot be converted to a numeric value: 0x10"],
    ["NaN", "The parameter cannot be converted to a numeric value: NaN"],
    ["1 ", "The parameter cannot be converted to a numeric value: 1 "],
    ["1e126", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["-1e126", "Number overflow. Attempting to store a number with magnitude larger than supported range"],
    ["1e-131", "Number underflow. Attempting to store a number with magnitude smaller than supported range"],
    [`1${"0".repeat(37)}1`, "Attempting to store more than 38 significant digits in a Number"],
  ] as const)
    it(`refuses ${JSON.stringify(text)}`, () => assert.throws(() => canonicalNumber(text), { message: told }));

  for (const [text, kept] of [
    ["-0", "0"],
    ["+00042.500", "42.5"],
    [".5", "0.5"],
    ["5.", "5"],
    ["1.5E2", "150"],
    ["0e999", "0"],
    [`${"0".repeat(100)}1`, "1"],
    [`1${"0".repeat(50)}`, `1${"0".repeat(50)}`],
  ] as const)
    it(`keeps ${text} as ${kept}`, () => assert.equal(canonicalNumber(text), kept));
});
