import { createHash, createHmac, pbkdf2, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(pbkdf2);

/** Does `password` fit what `pg_authid.rolpassword` holds: a SCRAM-SHA-256 verifier, or MD5 of older databases? */
export const passwordFits = async (stored: string | null, user: string, password: string): Promise<boolean> => {
  const scram = /^SCRAM-SHA-256\$(\d+):([^$]+)\$([^:]+):(.+)$/.exec(stored ?? "");
  if (scram) {
    const [, iterations = "", salt = "", storedKey = ""] = scram;
    const salted = await derive(
      password.normalize("NFKC"),
      Buffer.from(salt, "base64"),
      Number(iterations),
      32,
      "sha256",
    );
    const clientKey = createHmac("sha256", salted).update("Client Key").digest();
    return equal(createHash("sha256").update(clientKey).digest("base64"), storedKey);
  }
  return equal(`md5${createHash("md5").update(`${password}${user}`).digest("hex")}`, stored ?? "");
};

const equal = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));
