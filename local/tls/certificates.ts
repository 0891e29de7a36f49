import { X509Certificate } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Certificate, createCertificate, type Issuer } from "./x509";

const DAY_MS = 86_400_000;
const AUTHORITY = { name: "Local cloud", days: 3_650 } as const;
/** Apple's limit for server certificates. */
const SERVER_DAYS = 825;

/** The file that clients name in `NODE_EXTRA_CA_CERTS` or `sslrootcert`. */
export const authorityPath = (folder: string): string => join(folder, "certificates", "ca.pem");

/** The certificate authority of one `.local/`, made on first use. Its key never leaves that folder. */
export const certificateAuthority = (folder: string, now: number): Issuer => {
  const { name, days } = AUTHORITY;
  const path = join(folder, "certificates", "ca");
  return {
    name,
    ...kept(
      path,
      now,
      () => true,
      () => createCertificate({ name, ...validity(now, days) }),
    ),
  };
};

/** A certificate for a server that clients know under `hosts`, and under 127.0.0.1. */
export const serverCertificate = (folder: string, name: string, hosts: readonly string[], now: number): Certificate => {
  const authority = certificateAuthority(folder, now);
  const { publicKey } = new X509Certificate(authority.cert);
  const fits = (cert: X509Certificate) =>
    cert.verify(publicKey) && hosts.every((host) => cert.subjectAltName?.split(", ").includes(`DNS:${host}`));
  return kept(join(folder, "certificates", name), now, fits, () =>
    createCertificate({ name: hosts[0] ?? name, hosts, ...validity(now, SERVER_DAYS) }, authority),
  );
};

const validity = (now: number, days: number) => ({
  notBefore: new Date(now - DAY_MS),
  notAfter: new Date(now + days * DAY_MS),
});

/** Reads `<path>.pem` and `<path>.key`, or makes and keeps them when they are missing, expiring or do not fit. */
const kept = (
  path: string,
  now: number,
  fits: (cert: X509Certificate) => boolean,
  make: () => Certificate,
): Certificate => {
  if (existsSync(`${path}.pem`) && existsSync(`${path}.key`)) {
    const cert = readFileSync(`${path}.pem`, "utf8");
    const parsed = new X509Certificate(cert);
    const lasts = Date.parse(parsed.validTo) > now + DAY_MS;
    if (lasts && fits(parsed)) return { cert, key: readFileSync(`${path}.key`, "utf8") };
  }
  const made = make();
  mkdirSync(dirname(path), { recursive: true });
  // The certificate goes last: it is what the next start looks for.
  write(`${path}.key`, made.key, 0o600);
  write(`${path}.pem`, made.cert, 0o644);
  return made;
};

const write = (path: string, text: string, mode: number): void => {
  writeFileSync(`${path}.partial`, text, { mode });
  renameSync(`${path}.partial`, path);
};
