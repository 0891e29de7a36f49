import type { ApiRequest, ApiResponse } from "../../../../wire/transport/api-request";
import { jwksOf } from "../../tokens/pool-keys";
import type { UserPoolRecord, UserPools } from "../../user-pools";
import { domainsOf, hostOf } from "../domains";
import { namedDomain } from "../place";
import { OIDC_SCOPES } from "../scopes";

type Asked = Pick<ApiRequest, "headers" | "method">;

const answer = (status: number, body: unknown, more: Readonly<Record<string, string>> = {}): ApiResponse => ({
  status,
  headers: { "content-type": "application/json", "access-control-allow-origin": "*", ...more },
  body: JSON.stringify(body),
});

/** `/<pool>/.well-known/…`, which needs no signature. */
export const answerIssuer = (pools: UserPools, request: Asked & Pick<ApiRequest, "url">): ApiResponse | undefined => {
  const [, id = "", path = ""] = /^\/([^/?]+)(\/\.well-known\/[^?]*)/.exec(request.url) ?? [];
  return id === "" ? undefined : answerWellKnown(pools, id, path, request);
};

/** What verifiers of tokens and OIDC clients find out of a pool by themselves: from its issuer, and from its domain. */
export const answerWellKnown = (pools: UserPools, id: string, path: string, asked: Asked): ApiResponse | undefined => {
  const known = path === "/.well-known/jwks.json" || path === "/.well-known/openid-configuration";
  if (!known || asked.method !== "GET") return undefined;
  const pool = pools.find(id);
  if (!pool) return answer(404, { message: `User pool ${id} does not exist.` });
  if (path.endsWith("/jwks.json"))
    return answer(200, jwksOf(pools, pool), { "cache-control": "public, max-age=86400" });
  return answer(200, configuration(pools, pool, asked.headers.host ?? ""));
};

// fidelity: docs: OpenID Connect discovery; observed: the members
const configuration = (pools: UserPools, { id }: UserPoolRecord, host: string) => {
  const [domain] = domainsOf(pools, id);
  // Who came by a name of AWS gets on by those; a browser on this machine would find nothing there.
  const byName = /\.(amazonaws|amazoncognito)\.com$/i.test(host) || namedDomain(pools, host)?.certificate !== undefined;
  const issuer = pools.issuer(id);
  const local = `http://${host}/${id}`;
  const at = byName && domain ? `https://${hostOf(pools, domain)}` : local;
  const endpoints = domain && {
    authorization_endpoint: `${at}/oauth2/authorize`,
    end_session_endpoint: `${at}/logout`,
    revocation_endpoint: `${at}/oauth2/revoke`,
    token_endpoint: `${at}/oauth2/token`,
    userinfo_endpoint: `${at}/oauth2/userInfo`,
  };
  return {
    id_token_signing_alg_values_supported: ["RS256"],
    issuer,
    jwks_uri: `${byName ? issuer : local}/.well-known/jwks.json`,
    response_types_supported: ["code", "token"],
    scopes_supported: OIDC_SCOPES.filter((scope) => !scope.includes(".")),
    subject_types_supported: ["public"],
    token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    ...endpoints,
  };
};
