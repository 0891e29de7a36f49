import { createHash, createHmac, getDiffieHellman, hkdfSync, randomBytes, timingSafeEqual } from "node:crypto";

/**
 * Secure Remote Password as Cognito has it: SRP-6a (RFC 5054) in the group of 3,072 bits of RFC 3526, with SHA-256, and
 * a key derived by HKDF. fidelity: docs: Cognito developer guide, "SRP sign-in"; observed: AuthenticationHelper of
 * amazon-cognito-identity-js
 */
const PRIME = BigInt(`0x${getDiffieHellman("modp15").getPrime("hex")}`);
const GENERATOR = 2n;

/** Bytes of a positive number, as the signed integers of Java have them. */
const bytes = (value: bigint): Buffer => {
  const hex = value.toString(16);
  const even = hex.length % 2 === 1 ? `0${hex}` : hex;
  return Buffer.from(/^[89a-f]/.test(even) ? `00${even}` : even, "hex");
};

const hash = (...parts: readonly (Buffer | string)[]): bigint => {
  const sha = createHash("sha256");
  for (const part of parts) sha.update(part);
  return BigInt(`0x${sha.digest("hex")}`);
};

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n;
  let square = base % PRIME;
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % PRIME;
    square = (square * square) % PRIME;
  }
  return result;
};

const MULTIPLIER = hash(bytes(PRIME), bytes(GENERATOR));

const number = (hex: string): bigint => (/^[0-9a-f]+$/i.test(hex) ? BigInt(`0x${hex}`) : 0n);
const random = (size: number): bigint => BigInt(`0x${randomBytes(size).toString("hex")}`);

/** Whose password it is: the part of the pool's id behind the region, and the user's own name. */
export interface SrpUser {
  readonly pool: string;
  readonly name: string;
}

const poolName = ({ pool }: SrpUser): string => pool.split("_")[1] ?? "";

/** What is kept of a password, in hexadecimal: it cannot be turned back. */
export interface SrpVerifier {
  readonly salt: string;
  readonly verifier: string;
}

const secretOf = (user: SrpUser, password: string, salt: bigint): bigint => {
  const inner = createHash("sha256")
    .update(`${poolName(user)}${user.name}:${password}`)
    .digest();
  return hash(bytes(salt), inner);
};

export const srpVerifier = (user: SrpUser, password: string): SrpVerifier => {
  const salt = random(16);
  return { salt: salt.toString(16), verifier: power(GENERATOR, secretOf(user, password, salt)).toString(16) };
};

/**
 * Somebody who is no user, the same each time one asks: a name as the pool gives them, and a verifier of no password.
 * fidelity: docs: "Managing user existence error responses": a simulated response with an opaque or the given name
 */
export const imaginedUser = (
  {
    id,
    privateKey,
    settings,
  }: {
    readonly id: string;
    readonly privateKey: string;
    readonly settings?: { readonly UsernameAttributes?: unknown[] };
  },
  username: string,
): { readonly name: string; readonly verifier: SrpVerifier } => {
  const drawn = (what: string, size: number) =>
    Buffer.from(
      hkdfSync("sha256", privateKey, id, `${what} of ${createHash("sha256").update(username).digest("hex")}`, size),
    );
  const [, a, b, c, d, e] = /^(.{8})(.{4})(.{3})(.{3})(.{12})/.exec(drawn("name", 16).toString("hex")) ?? [];
  const opaque = (settings?.UsernameAttributes ?? []).length > 0;
  const number = (what: string, size: number) => BigInt(`0x${drawn(what, size).toString("hex")}`) % PRIME;
  return {
    name: opaque ? `${a}-${b}-4${c}-a${d}-${e}` : username,
    verifier: { salt: number("salt", 16).toString(16), verifier: number("verifier", 384).toString(16) },
  };
};

/** The server's public value for a password, and the secret that it keeps meanwhile. */
export const srpChallenge = ({ verifier }: SrpVerifier): { readonly b: string; readonly B: string } => {
  const b = random(32);
  const B = (MULTIPLIER * number(verifier) + power(GENERATOR, b)) % PRIME;
  return { b: b.toString(16), B: B.toString(16) };
};

/** Whether a client's public value may be used: one that is a multiple of the prime would need no password. */
export const isSrpValue = (A: string): boolean => number(A) % PRIME !== 0n;

const key = (shared: bigint, scramble: bigint): Buffer =>
  Buffer.from(hkdfSync("sha256", bytes(shared), bytes(scramble), "Caldera Derived Key", 16));

const signature = (user: SrpUser, secretKey: Buffer, { block, timestamp }: SrpProof): Buffer =>
  createHmac("sha256", secretKey)
    .update(`${poolName(user)}${user.name}`)
    .update(Buffer.from(block, "base64"))
    .update(timestamp)
    .digest();

/** What both sides sign. */
export interface SrpProof {
  /** Base64. */
  readonly block: string;
  /** `Mon Nov 30 10:00:00 UTC 2026`. */
  readonly timestamp: string;
}

/** Whether a client that sent `A` has signed with the password of `verifier`. */
export const isSrpSignature = (
  user: SrpUser,
  { A, b, B, verifier }: { readonly A: string; readonly b: string; readonly B: string; readonly verifier: string },
  proof: SrpProof & { readonly signature: string },
): boolean => {
  const scramble = hash(bytes(number(A)), bytes(number(B)));
  const shared = power(number(A) * power(number(verifier), scramble), number(b));
  const expected = signature(user, key(shared, scramble), proof);
  const given = Buffer.from(proof.signature, "base64");
  return given.length === expected.length && timingSafeEqual(given, expected);
};

/** A client's own half: its public value, and how it signs a challenge. */
export const srpClient = () => {
  const a = random(32);
  const A = power(GENERATOR, a);
  return {
    A: A.toString(16),
    sign(
      user: SrpUser,
      password: string,
      { salt, B, ...proof }: SrpProof & { readonly salt: string; readonly B: string },
    ): string {
      const scramble = hash(bytes(A), bytes(number(B)));
      const x = secretOf(user, password, number(salt));
      const base = (number(B) + PRIME * MULTIPLIER - MULTIPLIER * power(GENERATOR, x)) % PRIME;
      return signature(user, key(power(base, a + scramble * x), scramble), proof).toString("base64");
    },
  };
};
