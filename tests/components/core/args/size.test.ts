import assert from "node:assert/strict";
import fc from "fast-check";
import { ArgsError } from "../../../../components/core/args/args-error";
import { type Size, toMb } from "../../../../components/core/args/size";

const mb = (value: Size, bounds = {}) => toMb("orders", "memory", value, bounds);

describe("sizes", () => {
  it("are exact megabytes, 1,024 to the gigabyte", () => {
    assert.equal(mb("512 MB"), 512);
    assert.equal(mb("2 GB"), 2048);
    fc.assert(
      fc.property(fc.nat(), fc.constantFrom("MB" as const, "GB" as const), (count, unit) => {
        assert.equal(mb(`${count} ${unit}`), unit === "MB" ? count : count * 1024);
      }),
    );
  });

  it("refuse what is not a whole number of a unit, with the way out", () => {
    for (const text of [
      "1.5 GB",
      "512MB",
      "512 mb",
      "512 KB",
      "-1 MB",
      "1e3 MB",
      "9007199254740991 GB",
      "",
      512,
      undefined,
    ])
      assert.throws(
        () => mb(text as Size),
        {
          name: "ArgsError",
          message: `orders: memory must be a whole number and a unit such as "512 MB" or "2 GB" (it is ${JSON.stringify(text)})`,
        },
        String(text),
      );
  });

  it("hold their bounds, both included", () => {
    const bounds = { min: "128 MB", max: "10 GB" };
    assert.equal(mb("128 MB", bounds), 128);
    assert.equal(mb("10240 MB", bounds), 10_240);
    assert.throws(
      () => mb("127 MB", bounds),
      new ArgsError("orders", "memory", 'must be at least "128 MB" (it is "127 MB")'),
    );
    assert.throws(
      () => mb("11 GB", bounds),
      new ArgsError("orders", "memory", 'must be at most "10 GB" (it is "11 GB")'),
    );
  });
});
