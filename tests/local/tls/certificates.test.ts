import assert from "node:assert/strict";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { copyFileSync, mkdtempSync, rmSync, truncateSync, unlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { serverCertificate } from "../../../local/tls/certificates";

const NOW = Date.UTC(2026, 10, 30);

describe("certificates of the local cloud", () => {
  let folder = "";
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "certificates-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const made = (name = "db") => serverCertificate(folder, name, [`${name}.example.com`], NOW);
  const file = (name: string) => join(folder, "certificates", name);

  it("are kept", () => {
    assert.equal(made().cert, made().cert);
  });

  const damages: Record<string, () => void> = {
    "an empty certificate": () => truncateSync(file("db.pem"), 0),
    "half a certificate": () => truncateSync(file("db.pem"), 200),
    "no key": () => unlinkSync(file("db.key")),
    "half a key": () => truncateSync(file("db.key"), 40),
    "another one's key": () => copyFileSync(file("other.key"), file("db.key")),
    "half an authority": () => truncateSync(file("ca.pem"), 200),
  };
  for (const [damage, inflict] of Object.entries(damages))
    it(`are made again where a start that was killed left ${damage}`, () => {
      const { cert: before } = made();
      made("other");
      inflict();
      const { cert, key } = made();
      assert.notEqual(cert, before);
      assert.equal(new X509Certificate(cert).checkPrivateKey(createPrivateKey(key)), true);
      assert.equal(made().cert, cert);
    });
});
