import { ServiceError } from "../../wire/service-error";
import { sealedBy } from "./ciphertext";
import { incorrectKey } from "./errors";
import type { KeyRecord } from "./key-record";
import type { Keys } from "./keys";

/**
 * The key of a ciphertext, which may be named besides. @throws {ServiceError} where it is another one than was named
 * fidelity: observed: of a key that is not there AWS says no more than of one that may not be used
 */
export const sealedKey = (keys: Keys, blob: string, named: string | undefined): KeyRecord => {
  const wanted = named === undefined ? undefined : keys.require(named);
  const key = keys.find(sealedBy(Buffer.from(blob, "base64")));
  if (!key) {
    throw new ServiceError(
      "AccessDeniedException",
      "The ciphertext refers to a customer master key that does not exist, does not exist in this region, or you are not allowed to access.",
    );
  }
  if (wanted && wanted.id !== key.id) throw incorrectKey();
  return key;
};
