import { ofPool, type UserPools } from "../user-pools";

/** fidelity: docs: "Scopes, M2M, and APIs with resource servers" */
export const OIDC_SCOPES = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"] as const;

const isOidc = (scope: string): boolean => OIDC_SCOPES.some((own) => own === scope);

/** The scopes of a pool's resource servers, as clients name them. */
const customScopes = (pools: UserPools, pool: string): ReadonlySet<string> =>
  new Set(
    ofPool(pools.resourceServers, pool).flatMap(({ identifier, scopes }) =>
      scopes.map(({ ScopeName }) => `${identifier}/${ScopeName}`),
    ),
  );

/** The first of some scopes that a pool does not have. */
export const unknownScope = (pools: UserPools, pool: string, scopes: readonly string[]): string | undefined => {
  const custom = customScopes(pools, pool);
  return scopes.find((scope) => !isOidc(scope) && !custom.has(scope));
};

/** The scopes that a request gets: those it names, or all that the client may have. `undefined`: it may not. */
export const askedScopes = (
  asked: string | undefined,
  allowed: readonly string[],
  of: "user" | "client",
): readonly string[] | undefined => {
  const may = of === "user" ? allowed : allowed.filter((scope) => !isOidc(scope));
  const named = [...new Set((asked ?? "").split(/[ +]/).filter((scope) => scope !== ""))];
  const scopes = named.length > 0 ? named : may;
  if (scopes.length === 0 || scopes.some((scope) => !may.includes(scope))) return undefined;
  // fidelity: docs: the authorize endpoint, scope: these may be asked for with openid only
  const alone = of === "user" && !scopes.includes("openid") && scopes.some((scope) => WITH_OPENID.has(scope));
  return alone ? undefined : scopes;
};

const WITH_OPENID = new Set(["email", "phone", "profile"]);
