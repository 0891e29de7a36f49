/** A range of IPv4 addresses: the first one as a number, and the length of the prefix. */
export interface Cidr {
  readonly base: number;
  readonly prefix: number;
}

const PATTERN = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** Number of addresses behind a prefix: 24 -> 256. */
export const addresses = (prefix: number): number => 2 ** (32 - prefix);

/** `undefined` unless it is an IPv4 range that starts where its prefix says. */
export const parseCidr = (text: string): Cidr | undefined => {
  const match = PATTERN.exec(text);
  if (!match) return undefined;
  const [first = 0, second = 0, third = 0, fourth = 0, prefix = 0] = match.slice(1).map(Number);
  const bytes = [first, second, third, fourth];
  const base = bytes.reduce((sum, byte) => sum * 256 + byte, 0);
  if (bytes.some((byte) => byte > 255) || prefix > 32 || base % addresses(prefix) !== 0) return undefined;
  return { base, prefix };
};

/** `{ base: 167772160, prefix: 16 }` -> `"10.0.0.0/16"`. */
export const printCidr = ({ base, prefix }: Cidr): string =>
  `${[24, 16, 8, 0].map((shift) => Math.floor(base / 2 ** shift) % 256).join(".")}/${prefix}`;
