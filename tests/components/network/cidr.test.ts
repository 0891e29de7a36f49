import assert from "node:assert/strict";
import fc from "fast-check";
import { addresses, parseCidr, printCidr } from "../../../components/network/cidr";

describe("cidr", () => {
  it("reads and writes every range alike", () => {
    fc.assert(
      fc.property(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }), (address, prefix) => {
        const cidr = { base: address - (address % addresses(prefix)), prefix };
        assert.deepEqual(parseCidr(printCidr(cidr)), cidr);
      }),
    );
  });

  for (const wrong of [
    "10.0.0.1/16",
    "10.0.0.0",
    "10.0.0.0/33",
    "256.0.0.0/8",
    "10.0.0/16",
    "::/0",
    " 10.0.0.0/16",
    "",
  ])
    it(`refuses ${JSON.stringify(wrong)}`, () => assert.equal(parseCidr(wrong), undefined));
});
