import assert from "node:assert/strict";
import fc from "fast-check";
import { addresses, type Cidr, parseCidr } from "../../../components/network/cidr";
import { MAX_ZONES, subnetCidrs, TIERS, VPC_PREFIX } from "../../../components/network/subnets";

const parsed = (text: string): Cidr => {
  const cidr = parseCidr(text);
  assert.ok(cidr, text);
  return cidr;
};

const vpcs = fc
  .tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer(VPC_PREFIX))
  .map(([address, prefix]): Cidr => ({ base: address - (address % addresses(prefix)), prefix }));

describe("subnet ranges", () => {
  it("of a /16 leave a quarter of each zone free", () => {
    const vpc = parsed("10.0.0.0/16");
    assert.deepEqual(subnetCidrs(vpc, "isolated", 3), ["10.0.0.0/20", "10.0.64.0/20", "10.0.128.0/20"]);
    assert.deepEqual(subnetCidrs(vpc, "private", 2), ["10.0.16.0/20", "10.0.80.0/20"]);
    assert.deepEqual(subnetCidrs(vpc, "public", 2), ["10.0.32.0/20", "10.0.96.0/20"]);
  });

  it("lie in the VPC, do not overlap, and are large enough for AWS", () => {
    fc.assert(
      fc.property(vpcs, (vpc) => {
        const ranges = TIERS.flatMap((tier) => subnetCidrs(vpc, tier, MAX_ZONES)).map(parsed);
        const sorted = ranges.toSorted((a, b) => a.base - b.base);
        sorted.forEach(({ base, prefix }, index) => {
          assert.ok(prefix <= 28);
          assert.ok(base >= vpc.base && base + addresses(prefix) <= vpc.base + addresses(vpc.prefix));
          const next = sorted[index + 1];
          assert.ok(next === undefined || base + addresses(prefix) <= next.base);
        });
      }),
    );
  });

  it("stay where they are when a zone is added", () => {
    fc.assert(
      fc.property(vpcs, fc.constantFrom(...TIERS), fc.integer({ min: 1, max: MAX_ZONES - 1 }), (vpc, tier, zones) => {
        assert.deepEqual(subnetCidrs(vpc, tier, zones + 1).slice(0, zones), subnetCidrs(vpc, tier, zones));
      }),
    );
  });
});
