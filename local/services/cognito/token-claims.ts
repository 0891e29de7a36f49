import { attributesFor, fire } from "./triggers";
import type { ClientRecord, UserPools, UserRecord } from "./user-pools";

/** Why tokens are made, as the pool's function hears of it. */
export type TokenSource =
  | "TokenGeneration_Authentication"
  | "TokenGeneration_HostedAuth"
  | "TokenGeneration_NewPasswordChallenge"
  | "TokenGeneration_RefreshTokens";

type Claims = Readonly<Record<string, unknown>>;

/** What a function of version 1 says of an id token. */
interface Overrides {
  readonly claimsToAddOrOverride?: Claims | null;
  readonly claimsToSuppress?: readonly string[] | null;
  readonly groupOverrideDetails?: {
    readonly groupsToOverride?: readonly string[] | null;
    readonly iamRolesToOverride?: readonly string[] | null;
    readonly preferredRole?: string | null;
  } | null;
}

/** The claims of an id token as the pool's function leaves them. @throws {ServiceError} */
// fidelity: docs: "Pre token generation Lambda trigger", version 1; "Excluded claims"
export const overridden = async (
  pools: UserPools,
  { client, user }: { readonly client: ClientRecord; readonly user: UserRecord },
  own: Claims,
  source: TokenSource,
): Promise<Claims> => {
  const groupConfiguration = {
    groupsToOverride: own["cognito:groups"] ?? [],
    iamRolesToOverride: own["cognito:roles"] ?? [],
    preferredRole: own["cognito:preferred_role"] ?? null,
  };
  const request = { userAttributes: attributesFor(user), groupConfiguration };
  const response = { claimsOverrideDetails: null };
  const answer = await fire(pools, {
    trigger: "PreTokenGeneration",
    source,
    user,
    client: client.id,
    request,
    response,
  });
  const details = answer?.claimsOverrideDetails as Overrides | null | undefined; // as a function has to write it
  if (!details) return own;
  const { groupsToOverride, iamRolesToOverride, preferredRole } = details.groupOverrideDetails ?? {};
  const all = {
    ...own,
    ...(groupsToOverride ? { "cognito:groups": groupsToOverride } : {}),
    ...(iamRolesToOverride ? { "cognito:roles": iamRolesToOverride } : {}),
    ...(preferredRole ? { "cognito:preferred_role": preferredRole } : {}),
    ...Object.fromEntries(Object.entries(details.claimsToAddOrOverride ?? {}).filter(([name]) => !FIXED.test(name))),
  };
  const gone = new Set((details.claimsToSuppress ?? []).filter((name) => !FIXED.test(name)));
  return Object.fromEntries(Object.entries(all).filter(([name]) => !gone.has(name)));
};

/** Claims that no function changes. */
const FIXED =
  /^(acr|amr|at_hash|auth_time|azp|cognito:.*|exp|iat|iss|jti|nbf|nonce|origin_jti|sub|token_use|aud|event_id|identities)$/;
