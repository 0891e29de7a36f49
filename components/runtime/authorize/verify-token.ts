import { decodeJwt, errors, type JWTPayload, type JWTVerifyGetKey, type JWTVerifyResult, jwtVerify } from "jose";
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
    const verified = await jwtVerify(token, keys, {
      issuer,
      audience: [...audiences],
      algorithms: [...algorithms],
      clockTolerance: skewSeconds,
      requiredClaims: ["exp", "sub"],
    });
    const { payload } = verified;
    if (!isForAccess(verified)) throw new TokenRefusedError("no access token");
    if (typeof payload.sub !== "string" || payload.sub === "") throw new TokenRefusedError("of nobody");
    return payload;
  } catch (cause) {
    if (!(cause instanceof errors.JOSEError)) throw cause;
    const claim = "claim" in cause ? ` (${cause.claim})` : "";
    throw new TokenRefusedError(cause.code + claim, { cause });
  }
};

/**
 * An id token has the same issuer and keys, and where an API is called as its client is, the same audience. It is for the
 * client's eyes. RFC 9068 tells them apart by their type; of issuers without it, id tokens have what access tokens do not.
 *
 * https://openid.net/specs/openid-connect-core-1_0.html#IDToken, #CodeIDToken; Keycloak's `typ`, Cognito's `token_use` (read 2026-11)
 */
const isForAccess = ({ protectedHeader, payload }: JWTVerifyResult): boolean => {
  const type = protectedHeader.typ?.toLowerCase().replace(/^application\//, "");
  if (type === "at+jwt") return true;
  const ofClient = ["nonce", "at_hash", "c_hash"].some((claim) => claim in payload);
  return !ofClient && !type?.endsWith("+jwt") && payload.typ !== "ID" && payload.token_use !== "id";
};
