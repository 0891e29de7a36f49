import type { Output } from "../../../../wire/operations/operation";
import { ServiceError } from "../../../../wire/service-error";
import type { ApiResponse } from "../../../../wire/transport/api-request";
import { mayRefresh, refreshed } from "../../flows/auth-flows";
import { signedIn } from "../../tokens/sign-in";
import { mintToken } from "../../tokens/tokens";
import { overridden } from "../../triggers/token-claims";
import type { ClientRecord } from "../../user-pools";
import { userKey } from "../../users/users";
import { takeCode } from "../code-grants";
import { type Exchange, jsonAnswer } from "../exchange";
import { OAuthError } from "../refusals";
import { askedScopes, unknownScope } from "../scopes";
import { authenticatedClient } from "./client-authentication";

/** `POST /oauth2/token`. @throws {OAuthError} */
// fidelity: docs: "The token issuer endpoint"
export const answerToken = async (exchange: Exchange): Promise<ApiResponse> => {
  const grantType = exchange.form.get("grant_type");
  if (!grantType) throw new OAuthError("invalid_request");
  const client = authenticatedClient(exchange);
  const grant = Object.hasOwn(GRANTS, grantType) ? GRANTS[grantType] : undefined;
  if (!grant) throw new OAuthError("unsupported_grant_type");
  try {
    return jsonAnswer(200, await grant(exchange, client));
  } catch (error) {
    // fidelity: guess: whatever keeps the user from tokens, a function of the pool as well, makes the grant invalid
    if (error instanceof ServiceError) throw new OAuthError("invalid_grant", error.message);
    throw error;
  }
};

type GrantOf = (exchange: Exchange, client: ClientRecord) => Promise<object>;

/** @throws {OAuthError} when the client may not use the flow */
const checkFlow = ({ settings = {} }: ClientRecord, flow: "code" | "client_credentials"): void => {
  if (!settings.AllowedOAuthFlows?.includes(flow)) throw new OAuthError("unauthorized_client");
  // fidelity: observed: a client for which OAuth was never switched on has no valid grant
  if (!settings.AllowedOAuthFlowsUserPoolClient) throw new OAuthError("invalid_grant");
};

const needed = ({ form }: Exchange, name: string): string => {
  const value = form.get(name);
  if (!value) throw new OAuthError("invalid_request");
  return value;
};

const withCode: GrantOf = async (exchange, client) => {
  const { pools, form } = exchange;
  const code = needed(exchange, "code");
  const redirectUri = needed(exchange, "redirect_uri");
  checkFlow(client, "code");
  const proof = { code, redirectUri, verifier: form.get("code_verifier") ?? undefined };
  const tokens = await takeCode(pools, client, proof, async ({ user: name, sub, grant }, origin) => {
    const user = pools.users.get(userKey(client.pool, name));
    return user?.sub === sub && !user.disabled
      ? signedIn(pools, { client, user, grant, origin }, "TokenGeneration_HostedAuth")
      : undefined;
  });
  if (!tokens) throw new OAuthError("invalid_grant");
  return shownTokens(tokens);
};

const withRefreshToken: GrantOf = async (exchange, client) => {
  const token = needed(exchange, "refresh_token");
  if (!mayRefresh(client)) throw new OAuthError("unauthorized_client");
  try {
    return shownTokens(await refreshed(exchange.pools, client, token));
  } catch (error) {
    if (error instanceof ServiceError) throw new OAuthError("invalid_grant");
    throw error;
  }
};

const withClientCredentials: GrantOf = async ({ pools, form }, client) => {
  checkFlow(client, "client_credentials");
  const allowed = client.settings?.AllowedOAuthScopes ?? [];
  const scopes = askedScopes(form.get("scope") ?? undefined, allowed, "client");
  if (!scopes || unknownScope(pools, client.pool, scopes)) throw new OAuthError("invalid_scope");
  const own = { id: {}, access: {}, scopes, groups: [], roles: [] };
  const made = await overridden(pools, { client }, own, "TokenGeneration_ClientCredentials");
  const { accessTokenSeconds } = client;
  const access_token = mintToken(pools, {
    pool: client.pool,
    use: "access",
    client: client.id,
    expiresInSeconds: accessTokenSeconds,
    claims: { ...made.access, sub: client.id, scope: made.scopes.join(" "), version: 2 },
  });
  return { access_token, expires_in: accessTokenSeconds, token_type: "Bearer" };
};

const GRANTS: Readonly<Record<string, GrantOf>> = {
  authorization_code: withCode,
  refresh_token: withRefreshToken,
  client_credentials: withClientCredentials,
};

/** Tokens in the names of OAuth. */
export const shownTokens = ({ AuthenticationResult }: Output) => {
  const { IdToken, AccessToken, RefreshToken, ExpiresIn } = AuthenticationResult as Readonly<Record<string, string>>;
  return {
    ...(IdToken ? { id_token: IdToken } : {}),
    access_token: AccessToken,
    ...(RefreshToken ? { refresh_token: RefreshToken } : {}),
    expires_in: Number(ExpiresIn),
    token_type: "Bearer",
  };
};
