import { addresses, type Cidr, printCidr } from "./cidr";

/** Tiers of a zone, in the order of their ranges. */
export const TIERS = ["isolated", "private", "public"] as const;

export type Tier = (typeof TIERS)[number];

/** A range is cut for this many zones, whether they are in use or not: a further zone moves no subnet. */
export const MAX_ZONES = 4;

/** A zone is cut into this many ranges; the last one stays free. */
const RANGES_OF_A_ZONE = 4;

/** A VPC is at most a /16, a subnet at least a /28 (16 addresses, of which AWS keeps 5). */
export const VPC_PREFIX = { min: 16, max: 24 } as const;

/**
 * Range of a tier in each zone. Depends on nothing but the VPC's range, so that neither a further zone nor a NAT
 * gateway asked for later moves a subnet that holds a database.
 */
export const subnetCidrs = (vpc: Cidr, tier: Tier, zones: number): string[] => {
  const zonePrefix = vpc.prefix + Math.log2(MAX_ZONES);
  const prefix = zonePrefix + Math.log2(RANGES_OF_A_ZONE);
  const offset = TIERS.indexOf(tier) * addresses(prefix);
  return Array.from({ length: zones }, (_, zone) =>
    printCidr({ base: vpc.base + zone * addresses(zonePrefix) + offset, prefix }),
  );
};
