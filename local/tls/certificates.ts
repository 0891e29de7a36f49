import { createPrivateKey, X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { dataPath } from "../data/data-path";
import { type Certificate, createCertificate, type Issuer } from "./x509";

const DAY_MS = 86_400_000;
const AUTHORITY_DAYS = 3_650;
/** Apple's limit for server certificates. */
const SERVER_DAYS = 825;

/**
 * Two authorities, as on AWS: `ca` signs for databases and domains, and whoever trusts it says so; `public-ca` signs
 * for AWS's own endpoints, and functions trust it as they trust the authorities of the internet.
 */
const AUTHORITIES = { ca: "Local cloud", "public-ca": "Local cloud, public endpoints" } as const;
type Authority = keyof typeof AUTHORITIES;

/** The file that clients name in `NODE_EXTRA_CA_CERTS` or `sslrootcert`. */
export const authorityPath = (folder: string): string => certificatePath(folder, "ca");

/** What a function process trusts besides the authorities of the internet: a PEM file, made on first use. */
export const trustedPath = (folder: string, now: number, databases: boolean): string => {
  const publicCertificate = certificateAuthority(folder, now, "public-ca").cert;
  if (!databases) return certificatePath(folder, "public-ca");
  const path = certificatePath(folder, "all-cas");
  const both = certificateAuthority(folder, now, "ca").cert + publicCertificate;
  if (!existsSync(path) || readFileSync(path, "utf8") !== both) write(path, both);
  return path;
};

/** A certificate authority of one `.local/`, made on first use. Its key never leaves that folder. */
export const certificateAuthority = (folder: string, now: number, authority: Authority): Issuer => {
  const name = AUTHORITIES[authority];
  const made = () => createCertificate({ name, ...validity(now, AUTHORITY_DAYS) });
  return { name, ...kept(certificatesPath(folder, authority), now, () => true, made) };
};

/** A certificate for a server that clients know under `hosts`, and under 127.0.0.1. */
export const serverCertificate = (
  folder: string,
  name: string,
  hosts: readonly string[],
  now: number,
  authority: Authority = "ca",
): Certificate => {
  const issuer = certificateAuthority(folder, now, authority);
  const { publicKey } = new X509Certificate(issuer.cert);
  const fits = (cert: X509Certificate) =>
    cert.verify(publicKey) && hosts.every((host) => cert.subjectAltName?.split(", ").includes(`DNS:${host}`));
  return kept(certificatesPath(folder, name), now, fits, () =>
    createCertificate({ name: hosts[0] ?? name, hosts, ...validity(now, SERVER_DAYS) }, issuer),
  );
};

const certificatesPath = (folder: string, name: string): string => dataPath(folder, "certificates", name);
const certificatePath = (folder: string, name: string): string => `${certificatesPath(folder, name)}.pem`;

const validity = (now: number, days: number) => ({
  notBefore: new Date(now - DAY_MS),
  notAfter: new Date(now + days * DAY_MS),
});

/** Reads `<path>.pem` and `<path>.key`, or makes and keeps them when they are missing, damaged, expiring or do not fit. */
const kept = (
  path: string,
  now: number,
  fits: (cert: X509Certificate) => boolean,
  make: () => Certificate,
): Certificate => {
  const found = pair(path);
  if (found && Date.parse(found.parsed.validTo) > now + DAY_MS && fits(found.parsed)) return found;
  const made = make();
  mkdirSync(dirname(path), { recursive: true });
  write(`${path}.key`, made.key);
  write(`${path}.pem`, made.cert);
  return made;
};

/** Certificate and key when both are there and belong together: between the two, a process may have been killed. */
const pair = (path: string): (Certificate & { parsed: X509Certificate }) | undefined => {
  try {
    const [cert, key] = [readFileSync(`${path}.pem`, "utf8"), readFileSync(`${path}.key`, "utf8")];
    const parsed = new X509Certificate(cert);
    return parsed.checkPrivateKey(createPrivateKey(key)) ? { cert, key, parsed } : undefined;
  } catch {
    return undefined;
  }
};

const write = (path: string, text: string): void => {
  writeFileSync(`${path}.partial`, text, { mode: 0o600 });
  renameSync(`${path}.partial`, path);
};
