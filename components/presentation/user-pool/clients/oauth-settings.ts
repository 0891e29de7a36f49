import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../../core/args/args-error";
import { SIGNED_IN, STANDARD_SCOPES } from "../scopes";
import type { UserPoolClient } from "./client";
import { checkUrls } from "./login";

/** What a client may ask of its pool. */
export interface ClientPlace {
  /** Names of Cognito by keys of the program, of all that say who a user is. */
  readonly providers: Readonly<Record<string, string>>;
  readonly ownScopes: readonly string[];
  readonly hasDomain: boolean;
  readonly hasChallenges: boolean;
}

export interface OAuthSettings {
  readonly flow: "code" | "client_credentials";
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly pulumi.Input<string>[];
  readonly logoutUrls: readonly pulumi.Input<string>[];
  readonly providers: readonly string[];
}

export const oauthOf = (
  component: string,
  path: string,
  { kind, login, machine }: UserPoolClient,
  place: ClientPlace,
): OAuthSettings | undefined => {
  const [at, asked] = machine === undefined ? [`${path}.login`, login] : [`${path}.machine`, machine];
  if (asked === undefined) return undefined;
  const refuse = (key: string, rule: string): never => {
    throw new ArgsError(component, key === "" ? at : `${at}.${key}`, rule);
  };
  if (!place.hasDomain) refuse("", 'must be absent: the pool has no domain for it; domain: { prefix: "…" } is one');
  const known = machine === undefined ? [...STANDARD_SCOPES, ...place.ownScopes] : place.ownScopes;
  const { scopes = ["openid", "email", "profile", SIGNED_IN] } = asked;
  const unknown = scopes.find((scope) => !known.includes(scope));
  if (scopes.length === 0 || unknown !== undefined)
    refuse(
      "scopes",
      `must be of ${known.join(", ") || "the scopes of resourceServers, of which there are none"} (${scopes.length === 0 ? "there is none" : `one is ${JSON.stringify(unknown)}`})`,
    );
  const sorted = [...new Set(scopes)].sort();
  if (machine !== undefined) {
    if (login !== undefined) refuse("", "must be absent beside login: Cognito has one or the other in a client");
    if (kind === "public") refuse("", `must be absent: only a "confidential" client has a secret to prove itself by`);
    return { flow: "client_credentials", scopes: sorted, callbackUrls: [], logoutUrls: [], providers: [] };
  }
  const { callbackUrls = [], logoutUrls = [], providers = Object.keys(place.providers) } = login ?? {};
  if (callbackUrls.length === 0) refuse("callbackUrls", "must hold one at least");
  checkUrls(component, `${at}.callbackUrls`, callbackUrls);
  checkUrls(component, `${at}.logoutUrls`, logoutUrls);
  const stranger = providers.find((key) => place.providers[key] === undefined);
  if (providers.length === 0 || stranger !== undefined)
    refuse(
      "providers",
      `must be of ${Object.keys(place.providers).join(", ")} (${stranger === undefined ? "there is none" : `one is ${JSON.stringify(stranger)}`})`,
    );
  const named = [...new Set(providers)].flatMap((key) => place.providers[key] ?? []).sort();
  return { flow: "code", scopes: sorted, callbackUrls, logoutUrls, providers: named };
};

/** As the provider asks for it. */
export const oauthDefinition = ({ flow, scopes, callbackUrls, logoutUrls, providers }: OAuthSettings) => ({
  allowedOauthFlowsUserPoolClient: true,
  allowedOauthFlows: [flow],
  allowedOauthScopes: [...scopes],
  ...(callbackUrls.length > 0 && { callbackUrls: [...callbackUrls] }),
  ...(logoutUrls.length > 0 && { logoutUrls: [...logoutUrls] }),
  ...(providers.length > 0 && { supportedIdentityProviders: [...providers] }),
});
