import assert from "node:assert/strict";
import { X509Certificate } from "node:crypto";
import { rdsCertificates } from "../../../../components/data/database/rds-certificates";

const subjects = (pem: string): string[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----\n/g) ?? [])
    .map((one) => new X509Certificate(one).subject.match(/CN=(.*)/)?.[1] ?? "")
    .sort();

describe("rdsCertificates", () => {
  it("are the three roots of the region", () => {
    assert.deepEqual(subjects(rdsCertificates("eu-west-1")), [
      "Amazon RDS eu-west-1 Root CA ECC384 G1",
      "Amazon RDS eu-west-1 Root CA RSA2048 G1",
      "Amazon RDS eu-west-1 Root CA RSA4096 G1",
    ]);
  });

  it("are those of all regions when the region is not known", () => {
    const all = subjects(rdsCertificates(undefined));
    assert.ok(all.length > 80, `${all.length} certificates`);
    assert.deepEqual(subjects(rdsCertificates("mars-north-1")), all);
    assert.ok(all.includes("Amazon RDS us-east-1 Root CA RSA2048 G1"));
  });
});
