import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes, sign } from "node:crypto";
import { bits, explicit, implicit, integer, octets, oid, sequence, set, time, utf8, yes } from "./der";

export interface Certificate {
  /** PEM, both. */
  readonly cert: string;
  readonly key: string;
}

export interface CertificateRequest {
  readonly name: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DNS names of a server; it also answers to 127.0.0.1 and localhost. Absent for an authority. */
  readonly hosts?: readonly string[];
  /** What the holder proves. @default "server" */
  readonly purpose?: "server" | "client";
}

/** Who signs; absent, the certificate signs itself. */
export interface Issuer extends Certificate {
  readonly name: string;
}

const ECDSA_WITH_SHA256 = sequence(oid("1.2.840.10045.4.3.2"));

/** An X.509 certificate (RFC 5280) for a new P-256 key. Takes a few milliseconds, where RSA would take a second. */
export const createCertificate = (request: CertificateRequest, issuer?: Issuer): Certificate => {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const key = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
  const spki = publicKey.export({ type: "spki", format: "der" });
  const issuerSpki = issuer ? createPublicKey(issuer.key).export({ type: "spki", format: "der" }) : spki;
  const signed = sequence(
    explicit(0, integer(Buffer.from([2]))),
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    ECDSA_WITH_SHA256,
    distinguishedName(issuer?.name ?? request.name),
    sequence(time(request.notBefore), time(request.notAfter)),
    distinguishedName(request.name),
    spki,
    explicit(3, sequence(...extensions(request, keyId(spki), keyId(issuerSpki)))),
  );
  const signature = sign("sha256", signed, createPrivateKey(issuer?.key ?? key));
  const der = sequence(signed, ECDSA_WITH_SHA256, bits(signature));
  const lines = der.toString("base64").replace(/.{64}/g, "$&\n").trimEnd();
  return { key, cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n` };
};

/** A common name holds 64 characters; clients look at the alternative names. */
const distinguishedName = (commonName: string): Buffer =>
  sequence(set(sequence(oid("2.5.4.3"), utf8(commonName.slice(0, 64)))));

const keyId = (spki: Buffer): Buffer => createHash("sha1").update(spki).digest();

const extension = (id: string, content: Buffer): Buffer => sequence(oid(id), octets(content));
const critical = (id: string, content: Buffer): Buffer => sequence(oid(id), yes(), octets(content));

const BASIC_CONSTRAINTS = "2.5.29.19";
const KEY_USAGE = "2.5.29.15";

const extensions = ({ hosts, purpose }: CertificateRequest, own: Buffer, issuers: Buffer): readonly Buffer[] => [
  extension("2.5.29.14", octets(own)),
  extension("2.5.29.35", sequence(implicit(0, issuers))),
  ...(hosts ? holderExtensions(hosts, PURPOSES[purpose ?? "server"]) : AUTHORITY_EXTENSIONS),
];

/** serverAuth and clientAuth. */
const PURPOSES = { server: "1.3.6.1.5.5.7.3.1", client: "1.3.6.1.5.5.7.3.2" } as const;

const AUTHORITY_EXTENSIONS = [
  critical(BASIC_CONSTRAINTS, sequence(yes())),
  // keyCertSign and cRLSign
  critical(KEY_USAGE, bits(Buffer.from([0b0000_0110]), 1)),
];

const holderExtensions = (hosts: readonly string[], purpose: string): readonly Buffer[] => [
  critical(BASIC_CONSTRAINTS, sequence()),
  // digitalSignature
  critical(KEY_USAGE, bits(Buffer.from([0b1000_0000]), 7)),
  extension("2.5.29.37", sequence(oid(purpose))),
  extension(
    "2.5.29.17",
    sequence(
      ...[...hosts, "localhost"].map((host) => implicit(2, Buffer.from(host))),
      implicit(7, Buffer.from([127, 0, 0, 1])),
    ),
  ),
];
