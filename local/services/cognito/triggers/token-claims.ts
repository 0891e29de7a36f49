import type { ClientRecord, UserPools, UserRecord } from "../user-pools";
import { attributesFor, fire, functionOf, type Members, type Metadata, told, unrecognizable } from "./fire";

/** Why tokens are made, as the pool's function hears of it. */
export type TokenSource =
  | "TokenGeneration_Authentication"
  | "TokenGeneration_HostedAuth"
  | "TokenGeneration_NewPasswordChallenge"
  | "TokenGeneration_RefreshTokens"
  | "TokenGeneration_ClientCredentials";

/** What is to be in the tokens of a sign-in besides what is in all. */
export interface TokenContent {
  readonly id: Members;
  readonly access: Members;
  readonly scopes: readonly string[];
  /** In order of their precedence. */
  readonly groups: readonly string[];
  readonly roles: readonly string[];
  readonly preferredRole?: string | undefined;
}

/** Who gets tokens: a user, or a client by itself. */
interface Holder {
  readonly client: ClientRecord;
  readonly user?: UserRecord;
  /** What the call says for functions alone. */
  readonly metadata?: Metadata | undefined;
}

interface Claims {
  readonly claimsToAddOrOverride?: Members | null;
  readonly claimsToSuppress?: readonly string[] | null;
}

/** What a function says of tokens: of version 1 of the id token alone. */
interface Overrides extends Claims {
  readonly idTokenGeneration?: Claims | null;
  readonly accessTokenGeneration?:
    | (Claims & {
        readonly scopesToAdd?: readonly string[] | null;
        readonly scopesToSuppress?: readonly string[] | null;
      })
    | null;
  readonly groupOverrideDetails?: {
    readonly groupsToOverride?: readonly string[] | null;
    readonly iamRolesToOverride?: readonly string[] | null;
    readonly preferredRole?: string | null;
  } | null;
}

/** The content of tokens as the pool's function leaves it. @throws {ServiceError} */
// fidelity: docs: "Pre token generation Lambda trigger"; "Excluded claims and scopes"
export const overridden = async (
  pools: UserPools,
  { client, user, metadata }: Holder,
  content: TokenContent,
  source: TokenSource,
): Promise<TokenContent> => {
  const version = functionOf(pools, client.pool, "PreTokenGeneration")?.version ?? "1";
  // fidelity: docs: tokens of machines are customized in version 3 alone
  if (source === "TokenGeneration_ClientCredentials" && version !== "3") return content;
  const groupConfiguration = {
    groupsToOverride: content.groups,
    iamRolesToOverride: content.roles,
    preferredRole: content.preferredRole ?? null,
  };
  const later = version !== "1";
  const member = later ? "claimsAndScopeOverrideDetails" : "claimsOverrideDetails";
  const answer = await fire(pools, {
    trigger: "PreTokenGeneration",
    source,
    version,
    user: user ?? { pool: client.pool, name: client.id },
    client: client.id,
    request: {
      userAttributes: attributesFor(user),
      groupConfiguration,
      ...(later ? { scopes: content.scopes } : {}),
      ...told(metadata),
    },
    response: { [member]: null },
  });
  const details = answer?.[member] as Overrides | null | undefined; // as a function has to write it
  if (details === null || details === undefined) return content;
  if (typeof details !== "object") throw unrecognizable();
  const { groupsToOverride, iamRolesToOverride, preferredRole } = details.groupOverrideDetails ?? {};
  const { scopesToAdd, scopesToSuppress, ...ofAccess } = details.accessTokenGeneration ?? {};
  // fidelity: observed: claims of version 1 that are no texts make the answer unrecognizable
  const { claimsToAddOrOverride: added } = details;
  if (!later && Object.values(added ?? {}).some((value) => typeof value !== "string")) throw unrecognizable();
  const suppressed = new Set(scopesToSuppress ?? []);
  return {
    id: claimed(content.id, later ? details.idTokenGeneration : details, FIXED_IN_ID),
    access: later ? claimed(content.access, ofAccess, FIXED_IN_ACCESS) : content.access,
    scopes: [...new Set([...content.scopes, ...(scopesToAdd ?? [])])].filter((scope) => !suppressed.has(scope)),
    groups: groupsToOverride ?? content.groups,
    roles: iamRolesToOverride ?? content.roles,
    preferredRole: preferredRole ?? content.preferredRole,
  };
};

const claimed = (own: Members, claims: Claims | null | undefined, fixed: RegExp): Members => {
  const added = Object.entries(claims?.claimsToAddOrOverride ?? {}).filter(([name]) => !fixed.test(name));
  // fidelity: docs: a claim that is both replaced and suppressed is suppressed
  const gone = new Set((claims?.claimsToSuppress ?? []).filter((name) => !fixed.test(name)));
  return Object.fromEntries([...Object.entries(own), ...added].filter(([name]) => !gone.has(name)));
};

/** Claims that no function changes. */
const FIXED = "acr|amr|at_hash|auth_time|azp|cognito:.*|exp|iat|iss|jti|nbf|nonce|origin_jti|sub|token_use|event_id";
const FIXED_IN_ID = new RegExp(`^(${FIXED}|identities|aud)$`);
const FIXED_IN_ACCESS = new RegExp(`^(${FIXED}|username|client_id|scope|device_key|version|aud)$`);
