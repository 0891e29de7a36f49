import type { SessionSettings } from "../../contracts/session";
import { Problem } from "../problem";

/** What a refresh token gives. */
export interface RenewedTokens {
  readonly AccessToken: string;
  readonly IdToken: string;
  /** In seconds. */
  readonly ExpiresIn: number;
  /** Where the client rotates them: the one that counts from now on. */
  readonly RefreshToken?: string;
}

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Cognito answers in a fraction of a second; API Gateway waits for 29. */
const TIMEOUT_MS = 5_000;

/**
 * What Cognito answers where a token is good no longer: taken back, ended, used twice, of another client, of a user who is
 * gone or locked out, or none at all.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetTokensFromRefreshToken.html (read 2026-11)
 */
const NO_GOOD: ReadonlySet<string> = new Set([
  "NotAuthorizedException",
  "RefreshTokenReuseException",
  "UserNotFoundException",
  "InvalidParameterException",
]);

/** @returns `undefined` where the token is good no longer. */
export const renew = async (
  settings: SessionSettings,
  token: string,
  ask: Fetch,
): Promise<RenewedTokens | undefined> => {
  const answer = await cognito(settings, "GetTokensFromRefreshToken", { RefreshToken: token }, ask);
  // As the operation is documented.
  return answer?.AuthenticationResult as RenewedTokens | undefined;
};

/** Takes a refresh token back, and all that was made from it. One that is no good is gone already. */
export const revoke = async (settings: SessionSettings, token: string, ask: Fetch): Promise<void> => {
  await cognito(settings, "RevokeToken", { Token: token }, ask);
};

/**
 * Both operations are for public clients and take no signature, so that the function has no right and no SDK.
 *
 * @throws {Problem} 503 where Cognito is out of reach or too busy.
 */
const cognito = async (
  { issuer, clientId: ClientId }: SessionSettings,
  operation: string,
  input: object,
  ask: Fetch,
): Promise<Readonly<Record<string, unknown>> | undefined> => {
  const endpoint = process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? process.env.AWS_ENDPOINT_URL;
  const answer = await ask(endpoint ?? new URL(issuer).origin, {
    method: "POST",
    headers: {
      "content-type": "application/x-amz-json-1.1",
      "x-amz-target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify({ ClientId, ...input }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch((cause: unknown) => {
    throw later(cause);
  });
  const body = (await answer.json().catch(() => ({}))) as Readonly<Record<string, unknown>>;
  if (answer.ok) return body;
  const error = String(body.__type ?? "").replace(/^.*#/, "");
  if (NO_GOOD.has(error)) return undefined;
  if (answer.status >= 500 || answer.status === 429 || error === "TooManyRequestsException") throw later(error);
  throw new Error(`${operation} of client ${ClientId}: ${answer.status} ${error} ${String(body.message ?? "")}`);
};

const later = (cause: unknown) =>
  new Problem(503, "Sign-in is out of reach right now. Try again in a moment.", {
    headers: { "Retry-After": "1" },
    cause,
  });
