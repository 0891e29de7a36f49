import { generateKeyPair, randomBytes, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import type { pki } from "node-forge";

export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

const DAY_MS = 86_400_000;
const CA_DAYS = 3_650;
/** Apple's limit for server certificates. */
const SERVER_DAYS = 825;
const AUTHORITY = "Local cloud";

/** The file that clients name in `NODE_EXTRA_CA_CERTS` or `sslrootcert`. */
export const authorityPath = (folder: string): string => join(folder, "certificates", "ca.pem");

/** The certificate authority of one `.local/`, made on first use. Its key never leaves that folder. */
export const certificateAuthority = (folder: string, now: number): Promise<Certificate> => {
  const path = join(folder, "certificates", "ca");
  // Two clusters that start together must not make two authorities.
  let making = authorities.get(path);
  if (!making) {
    making = kept(path, now, async () => {
      const key = await newKey();
      return { key, cert: await sign(AUTHORITY, key, undefined, CA_DAYS, now, []) };
    }).finally(() => authorities.delete(path));
    authorities.set(path, making);
  }
  return making;
};

const authorities = new Map<string, Promise<Certificate>>();

/** A certificate for a server that clients know under `hosts`, and under 127.0.0.1. */
export const serverCertificate = async (
  folder: string,
  name: string,
  hosts: readonly string[],
  now: number,
): Promise<Certificate> => {
  const authority = await certificateAuthority(folder, now);
  const fits = (cert: X509Certificate) =>
    hosts.every((host) => cert.checkHost(host) !== undefined) &&
    cert.verify(new X509Certificate(authority.cert).publicKey);
  return kept(
    join(folder, "certificates", name),
    now,
    async () => {
      const key = await newKey();
      return { key, cert: await sign(hosts[0] ?? name, key, authority, SERVER_DAYS, now, hosts) };
    },
    fits,
  );
};

/** Reads `<path>.pem` and `<path>.key`, or makes and keeps them when they are missing, expiring or do not fit. */
const kept = async (
  path: string,
  now: number,
  make: () => Promise<Certificate>,
  fits: (cert: X509Certificate) => boolean = () => true,
): Promise<Certificate> => {
  if (existsSync(`${path}.pem`) && existsSync(`${path}.key`)) {
    const cert = readFileSync(`${path}.pem`, "utf8");
    const parsed = new X509Certificate(cert);
    if (Date.parse(parsed.validTo) > now + DAY_MS && fits(parsed))
      return { cert, key: readFileSync(`${path}.key`, "utf8") };
  }
  const made = await make();
  mkdirSync(join(path, ".."), { recursive: true });
  // The certificate goes last: it is what the next start looks for.
  for (const [suffix, text, mode] of [
    ["key", made.key, 0o600],
    ["pem", made.cert, 0o644],
  ] as const) {
    writeFileSync(`${path}.${suffix}.partial`, text, { mode });
    renameSync(`${path}.${suffix}.partial`, `${path}.${suffix}`);
  }
  return made;
};

const newKey = async (): Promise<string> => {
  const { privateKey } = await promisify(generateKeyPair)("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs1", format: "pem" },
  });
  return privateKey;
};

/** Signed by `issuer`, or by itself. */
const sign = async (
  name: string,
  keyPem: string,
  issuer: Certificate | undefined,
  days: number,
  now: number,
  hosts: readonly string[],
): Promise<string> => {
  // Loaded only when a certificate has to be made.
  const { default: forge } = await import("node-forge");
  const key = forge.pki.privateKeyFromPem(keyPem);
  const certificate = forge.pki.createCertificate();
  certificate.publicKey = forge.pki.setRsaPublicKey(key.n, key.e);
  certificate.serialNumber = `01${randomBytes(15).toString("hex")}`;
  certificate.validity.notBefore = new Date(now - DAY_MS);
  certificate.validity.notAfter = new Date(now + days * DAY_MS);
  // 64 characters is all that a common name may have; clients look at the alternative names.
  certificate.setSubject([{ name: "commonName", value: name.slice(0, 64) }]);
  certificate.setIssuer([{ name: "commonName", value: AUTHORITY }]);
  certificate.setExtensions(issuer ? serverExtensions(hosts) : AUTHORITY_EXTENSIONS);
  const signer: pki.rsa.PrivateKey = issuer ? forge.pki.privateKeyFromPem(issuer.key) : key;
  certificate.sign(signer, forge.md.sha256.create());
  return forge.pki.certificateToPem(certificate);
};

const AUTHORITY_EXTENSIONS = [
  { name: "basicConstraints", cA: true, critical: true },
  { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
  { name: "subjectKeyIdentifier" },
];

/** Types of a GeneralName (RFC 5280, 4.2.1.6). */
const DNS_NAME = 2;
const IP_ADDRESS = 7;

const serverExtensions = (hosts: readonly string[]) => [
  { name: "basicConstraints", cA: false },
  { name: "keyUsage", digitalSignature: true, keyEncipherment: true, critical: true },
  { name: "extKeyUsage", serverAuth: true },
  {
    name: "subjectAltName",
    altNames: [
      ...[...hosts, "localhost"].map((value) => ({ type: DNS_NAME, value })),
      { type: IP_ADDRESS, ip: "127.0.0.1" },
    ],
  },
];
