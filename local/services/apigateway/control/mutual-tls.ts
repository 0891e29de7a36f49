import { X509Certificate } from "node:crypto";
import type { Cloud } from "../../../cloud/cloud";
import { serverCertificate } from "../../../tls/certificates";
import type { TlsOptions } from "../http/http-server";

/** What a domain's HTTPS port needs: a certificate of the local authority, and whom it trusts. */
export const mutualTls = (
  folder: string,
  domain: string,
  truststore: string,
  now: number,
): Pick<TlsOptions, "cert" | "key" | "ca"> => {
  const { cert, key } = serverCertificate(folder, `domain-${domain.replace("*", "_")}`, [domain], now);
  return { cert, key, ca: certificatesIn(truststore) };
};

/** @throws when there is none, or one that cannot be read */
const certificatesIn = (pem: string): string[] => {
  const found = pem.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g) ?? [];
  if (found.length === 0) throw new Error("the truststore holds no certificate in PEM");
  for (const certificate of found) new X509Certificate(certificate);
  return found;
};

/** Reads a truststore once, as API Gateway does when the domain is put. @throws what AWS would refuse */
// fidelity: docs: rest-api-mutual-tls: an object of S3 in PEM; a change needs an update of the domain
export const readTruststore = async (cloud: Cloud, uri: string): Promise<string> => {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri) ?? [];
  if (!bucket || !key) throw new Error(`truststoreUri ${uri} is no s3://bucket/key`);
  const { s3 } = cloud.directory;
  const principal = cloud.access.find(cloud.access.administrator.accessKeyId)?.principal;
  if (!s3?.handle || !principal) throw new Error(`truststoreUri ${uri}: the local cloud has no S3`);
  const answer = await s3.handle({
    principal,
    method: "GET",
    url: `/${bucket}/${key.split("/").map(encodeURIComponent).join("/")}`,
    headers: { host: `s3.${cloud.region}.amazonaws.com` },
    body: Buffer.alloc(0),
    requestId: "truststore",
  });
  if (answer.status !== 200) throw new Error(`truststoreUri ${uri} cannot be read: S3 answers ${answer.status}`);
  const truststore = answer.body.toString();
  certificatesIn(truststore);
  return truststore;
};
