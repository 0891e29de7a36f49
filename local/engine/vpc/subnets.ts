/** A range of addresses in CIDR notation, as numbers. */
interface Block {
  readonly base: number;
  readonly mask: number;
}

const size = (mask: number): number => 2 ** (32 - mask);

const parse = (cidr: string): Block => {
  const [address = "", mask = ""] = cidr.split("/");
  const base = address.split(".").reduce((sum, part) => sum * 256 + Number(part), 0);
  return { base: base - (base % size(Number(mask))), mask: Number(mask) };
};

const print = ({ base, mask }: Block): string =>
  `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${mask}`;

const bitsFor = (count: number): number => Math.ceil(Math.log2(Math.max(count, 1)));

/**
 * Ranges of the subnets of each zone, in the order of `masks`: the "Auto" strategy of awsx.
 * An absent mask takes an even share of the zone.
 */
export const layOut = (vpcCidr: string, zones: number, masks: readonly (number | undefined)[]): string[][] => {
  // fidelity: observed: awsx/ec2/subnetDistributorNew.ts of pulumi-awsx 3
  const vpc = parse(vpcCidr);
  const zoneMask = vpc.mask + bitsFor(zones);
  const chosen = masks.map((mask) => mask ?? zoneMask + bitsFor(masks.length));
  const needed = chosen.reduce((sum, mask) => sum + size(mask), 0);
  if (needed > size(zoneMask)) {
    throw new Error(
      `Subnets are too large for VPC. VPC has ${size(zoneMask)} addresses, but subnets require ${needed} addresses.`,
    );
  }
  return Array.from({ length: zones }, (_, zone) => {
    let next = vpc.base + zone * size(zoneMask);
    return chosen.map((mask) => {
      const base = Math.ceil(next / size(mask)) * size(mask);
      next = base + size(mask);
      return print({ base, mask });
    });
  });
};
