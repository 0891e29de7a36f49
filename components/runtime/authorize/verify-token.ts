import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import { MAX_TOKEN_LENGTH, type TokenSettings } from "../../contracts/tokens";

/** The token is not good; the client has to get another one. */
export class TokenRefusedError extends Error {
  override readonly name = "TokenRefusedError";
}

/**
 * The claims of a token that is signed by one of the issuers, for one of the audiences, and in its time.
 *
 * @param keysOf Keys by issuer.
 * @throws {TokenRefusedError} for any other token
 */
export const verifyToken = async (
  token: string,
  { audiences, algorithms, skewSeconds }: TokenSettings,
  keysOf: ReadonlyMap<string, JWTVerifyGetKey>,
): Promise<JWTPayload> => {
  if (token.length > MAX_TOKEN_LENGTH) throw new TokenRefusedError(`longer than ${MAX_TOKEN_LENGTH} characters`);
  try {
    // Not believed yet: it says whose keys are to be tried, and is held against their owner's name.
    const { iss: issuer = "" } = decodeJwt(token);
    const keys = keysOf.get(issuer);
    if (keys === undefined) throw new TokenRefusedError("of another issuer");
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience: [...audiences],
      algorithms: [...algorithms],
      clockTolerance: skewSeconds,
      requiredClaims: ["exp", "sub"],
    });
    if (typeof payload.sub !== "string" || payload.sub === "") throw new TokenRefusedError("of nobody");
    return payload;
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause;
    const claim = "claim" in cause ? ` (${cause.claim})` : "";
    throw new TokenRefusedError(cause.code + claim, { cause });
  }
};
