import { createHash, createHmac, pbkdf2, randomBytes } from "node:crypto";
import { promisify } from "node:util";

const derive = promisify(pbkdf2);

/** As PostgreSQL's own `scram_iterations`. */
const ITERATIONS = 4_096;

/**
 * What PostgreSQL stores of a password (RFC 5803), as psql's `\password` sends it: neither the statement nor a log of
 * statements has the password itself.
 *
 * @param password Letters and digits, which need no SASLprep.
 */
export const scramVerifier = async (password: string, salt: Buffer = randomBytes(16)): Promise<string> => {
  const salted = await derive(password, salt, ITERATIONS, 32, "sha256");
  const keyed = (text: string) => createHmac("sha256", salted).update(text).digest();
  const storedKey = createHash("sha256").update(keyed("Client Key")).digest("base64");
  const serverKey = keyed("Server Key").toString("base64");
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString("base64")}$${storedKey}:${serverKey}`;
};
