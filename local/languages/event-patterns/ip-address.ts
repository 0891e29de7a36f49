import { isIP } from "node:net";

const V4 = /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/;
const V6 = /^[0-9a-fA-F:]*:[0-9a-fA-F:]*$/;

/** The bytes of an address, 4 or 16; a reason when it is none. */
// fidelity: docs: event-ruler 1.7.0, CIDR.ipToBytes
export const addressBytes = (text: string): readonly number[] | { readonly refused: string } => {
  if (V4.test(text)) {
    const bytes = text.split(".").map(Number);
    return bytes.every((byte) => byte <= 255) ? bytes : { refused: `Invalid IP address: ${text}` };
  }
  if (!V6.test(text)) return { refused: `Nonstandard IP address: ${text}` };
  if (isIP(text) !== 6) return { refused: `Invalid IP address: ${text}` };
  const [head = "", tail] = text.split("::");
  const groups = (part: string): number[] =>
    part === "" ? [] : part.split(":").map((group) => Number.parseInt(group, 16));
  const [first, last] = [groups(head), groups(tail ?? "")];
  const all = [...first, ...new Array<number>(8 - first.length - last.length).fill(0), ...last];
  const bytes = all.flatMap((group) => [group >> 8, group & 255]);
  // Java hands an address of IPv4 in the clothes of IPv6 on as IPv4.
  const mapped = bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return mapped ? bytes.slice(12) : bytes;
};

/** Whether an address is in a network. @throws {Error} with the reason when the network is none */
export const networkTest = (network: string): ((address: string) => boolean) => {
  const [address = "", bits, ...rest] = network.replace(/\/+$/, "").split("/");
  if (bits === undefined || rest.length > 0) throw new Error("Malformed CIDR, one '/' required");
  if (!/^[+-]?\d+$/.test(bits)) throw new Error("Malformed CIDR, mask bits must be an integer");
  const mask = Number(bits);
  if (mask < 0) throw new Error("Malformed CIDR, mask bits must not be negative");
  const base = addressBytes(address);
  if ("refused" in base) throw new Error(base.refused);
  if (base.length === 4 && mask > 31) throw new Error("IPv4 mask bits must be < 32");
  if (mask > 127) throw new Error("IPv6 mask bits must be < 128");
  return (other) => {
    const bytes = addressBytes(other);
    return !("refused" in bytes) && bytes.length === base.length && samePrefix(bytes, base, mask);
  };
};

const samePrefix = (a: readonly number[], b: readonly number[], bits: number): boolean =>
  a.every((byte, index) => {
    const free = Math.min(8, Math.max(0, 8 * (index + 1) - bits));
    return byte >> free === (b[index] ?? 0) >> free;
  });
