import type { Configuration, KoaContextWithOIDC, Provider, ResourceServer } from "oidc-provider";
import type { Storage } from "../data/storage";
import type { ApiResponse } from "../wire/transport/api-request";
import type { Accounts } from "./accounts";
import { isHere } from "./clients";
import { keysIn } from "./keys";
import { keptModels } from "./models";
import { errorPage, signOutPage } from "./pages";

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;

/** Of a token, in seconds. Short for access tokens, so that a client has to refresh them here too. */
const TIMES = {
  AccessToken: 15 * MINUTE,
  AuthorizationCode: MINUTE,
  Grant: 14 * DAY,
  IdToken: 60 * MINUTE,
  Interaction: 60 * MINUTE,
  RefreshToken: 14 * DAY,
  Session: 14 * DAY,
};

/**
 * Loaded when it is first asked for, since few starts need it; past its index, which warns of Node 20 on the console
 * while everything that is used here runs on it (tests/local/identity-provider).
 */
const load = () => require("oidc-provider/lib/provider.js") as Pick<typeof import("oidc-provider"), "Provider">;

/** OpenID Connect: a code with PKCE for public clients, access tokens that are JWTs of RS256 for the audience asked for. */
export const createProvider = async (issuer: string, storage: Storage, accounts: Accounts): Promise<Provider> => {
  const keys = await keysIn(storage);
  const { port } = new URL(issuer);
  // Browsers keep the cookies of all ports of a host together.
  const name = (cookie: string) => `identity-${port}-${cookie}`;
  const names = { session: name("session"), interaction: name("sign-in"), resume: name("resume") };
  const configuration: Configuration = {
    adapter: keptModels(storage),
    jwks: { keys: [keys.token] },
    cookies: { keys: [keys.cookie], names, long: { sameSite: "lax" }, short: { sameSite: "lax" } },
    ttl: TIMES,
    scopes: ["openid", "profile", "offline_access"],
    claims: { openid: ["sub"], profile: ["name", "preferred_username", "roles"] },
    // There is no userinfo endpoint: what it would say is in the id token.
    conformIdTokenClaims: false,
    extraParams: ["audience"],
    extraTokenClaims: (_, token) => ("accountId" in token ? { roles: accounts.claims(token.accountId).roles } : {}),
    findAccount: (_, sub) => (accounts.find(sub) ? { accountId: sub, claims: () => accounts.claims(sub) } : undefined),
    loadExistingGrant: grantAll,
    // Of all clients: what a real provider makes depend on scopes, consent and the client's registration.
    issueRefreshToken: () => true,
    interactions: { url: (_, { uid }) => `/sign-in/${uid}` },
    clientBasedCORS: (_, origin) => isHere(origin),
    renderError: (ctx, { error_description, error }) => answer(ctx, errorPage(String(error_description ?? error))),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: (ctx, client, oneOf) => oneOf ?? resourceOf(audienceOf(ctx) ?? client?.clientId ?? ""),
        useGrantedResource: () => true,
        getResourceServerInfo: (ctx, resource) => resourceServer(ctx, resource),
      },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => answer(ctx, signOutPage(form)),
        postLogoutSuccessSource: (ctx) => answer(ctx, errorPage("You are signed out.", "Signed out", 200)),
      },
    },
  };
  const provider = new (load().Provider)(issuer, configuration);
  const client = provider.Client.prototype;
  client.redirectUriAllowed = isHere;
  client.postLogoutRedirectUriAllowed = isHere;
  return provider;
};

/** Nobody is asked whether a client may have what it asks for. */
const grantAll = async ({ oidc }: KoaContextWithOIDC) => {
  const { client, session, provider } = oidc;
  if (!client || !session?.accountId) return undefined;
  const { clientId } = client;
  const known = session.grantIdFor(clientId);
  const grant =
    (known && (await provider.Grant.find(known))) || new provider.Grant({ clientId, accountId: session.accountId });
  grant.addOIDCScope("openid profile offline_access");
  for (const [resource, { scopes }] of Object.entries(oidc.resourceServers ?? {}))
    grant.addResourceScope(resource, [...scopes].join(" "));
  await grant.save();
  return grant;
};

/** As most providers call it; RFC 8707's `resource`, which has to be a URL, is understood too. */
const audienceOf = ({ oidc }: KoaContextWithOIDC): string | undefined => {
  const asked = oidc.params?.audience;
  return typeof asked === "string" && asked !== "" ? asked : undefined;
};

const PREFIX = "urn:audience:";

/** An audience as the URL that RFC 8707 takes. */
const resourceOf = (audience: string): string => PREFIX + encodeURIComponent(audience);

/** Any API is known, and has the scopes that are asked for. */
const resourceServer = ({ oidc }: KoaContextWithOIDC, resource: string): ResourceServer => {
  const entities = [oidc.entities.AuthorizationCode, oidc.entities.RefreshToken, oidc.params];
  const scopes = entities.flatMap((each) => (typeof each?.scope === "string" ? each.scope.split(" ") : []));
  return {
    scope: [...new Set(scopes)].join(" "),
    audience: resource.startsWith(PREFIX) ? decodeURIComponent(resource.slice(PREFIX.length)) : resource,
    accessTokenFormat: "jwt",
    accessTokenTTL: TIMES.AccessToken,
    jwt: { sign: { alg: "RS256" } },
  } as ResourceServer; // the library makes the rest of it
};

const answer = (ctx: KoaContextWithOIDC, { status, headers = {}, body }: ApiResponse): void => {
  ctx.status = status;
  ctx.set(headers);
  ctx.body = body;
};
