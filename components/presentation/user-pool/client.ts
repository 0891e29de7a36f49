import type * as cognito from "@pulumi/aws/cognito";
import { ArgsError } from "../../core/args/args-error";
import { duration, either, list, object, oneOf, type Shape } from "../../core/args/args-shape";
import { type Duration, toDuration, toSeconds } from "../../core/args/duration";
import { type ClientLogin, checkUrls, loginShape, type MachineLogin, machineShape } from "./login";
import { SIGNED_IN, STANDARD_SCOPES } from "./scopes";

/** How an app with forms of its own signs users in. */
export type SignInFlow = "srp" | "password" | "admin password" | "custom" | "choice";

/** An app that users sign in with. */
export interface UserPoolClient {
  /**
   * `"public"`: on phones and in browsers, where nothing can be kept secret. `"confidential"`: on a server of yours, with
   * a secret, which is among the secret outputs. Another kind later is another client, of another id.
   */
  readonly kind: "public" | "confidential";
  /**
   * What forms of its own may use: `"srp"` proves the password without sending it, `"password"` sends it,
   * `"admin password"` too and asks for rights of AWS, `"custom"` asks what your triggers ask, `"choice"` lets users
   * choose (Essentials).
   *
   * @default ["srp"], with `login` or `machine` []
   */
  readonly flows?: readonly SignInFlow[];
  /** Sign-in on the pages of the domain. @default none */
  readonly login?: ClientLogin;
  /** Calls for itself, without a user; of a confidential client that has no `login`. @default none */
  readonly machine?: MachineLogin;
  /**
   * 5 minutes to 1 day. The gateway cannot know who signed out: it takes an access token until it ends.
   *
   * @default "15 minutes", with `machine`, whose tokens are billed, "1 hour"
   */
  readonly accessToken?: Duration;
  /** 5 minutes to 1 day. @default "15 minutes" */
  readonly idToken?: Duration;
  /** How long one sign-in lasts: 1 hour to 3650 days, longer than the other two. @default "30 days" */
  readonly refreshToken?: Duration;
  /**
   * Gives another refresh token with each use, while the used one still works for the grace: 0 to 60 seconds. Asks for
   * Essentials. Off, because Cognito then refuses `REFRESH_TOKEN_AUTH`, by which Amplify for Android and iOS refresh
   * (amplify-android #3113, amplify-swift #4027): their users would be signed out with the first access token.
   *
   * @default false
   */
  readonly refreshRotation?: false | { readonly grace: Duration };
}

export const clientShape: Shape<UserPoolClient> = {
  kind: oneOf("public", "confidential"),
  flows: list(oneOf("srp", "password", "admin password", "custom", "choice"), 'a list of flows, ["srp"]').optional(),
  login: loginShape,
  machine: machineShape,
  accessToken: duration.optional(),
  idToken: duration.optional(),
  refreshToken: duration.optional(),
  refreshRotation: either(
    (value) => value === false,
    object<{ readonly grace: Duration }>({ grace: duration }, "false"),
  ).optional(),
};

/** What a client may ask of its pool. */
export interface ClientPlace {
  /** Names of Cognito by keys of the program, of all that say who a user is. */
  readonly providers: Readonly<Record<string, string>>;
  readonly ownScopes: readonly string[];
  readonly hasDomain: boolean;
  readonly hasChallenges: boolean;
}

/** Checked, in the units of AWS. */
export interface ClientSettings {
  readonly confidential: boolean;
  readonly flows: readonly string[];
  readonly oauth: OAuthSettings | undefined;
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
  /** `undefined` without rotation. */
  readonly graceSeconds: number | undefined;
}

export interface OAuthSettings {
  readonly flow: "code" | "client_credentials";
  readonly scopes: readonly string[];
  readonly callbackUrls: readonly string[];
  readonly logoutUrls: readonly string[];
  readonly providers: readonly string[];
}

const FLOWS: Readonly<Record<SignInFlow, string>> = {
  srp: "ALLOW_USER_SRP_AUTH",
  password: "ALLOW_USER_PASSWORD_AUTH",
  "admin password": "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  custom: "ALLOW_CUSTOM_AUTH",
  choice: "ALLOW_USER_AUTH",
};

/** Signs nobody in, but renews. */
export const REFRESH = "ALLOW_REFRESH_TOKEN_AUTH";

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html (read 2026-11) */
const SHORT = { min: "5 minutes", max: "1 day" } as const;
/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html (read 2026-11) */
const LONG = { min: "1 hour", max: "3650 days" } as const;
const GRACE = { max: "60 seconds" } as const;

/**
 * @throws {ArgsError} for lifetimes out of bounds, a refresh token that ends before what it renews, a sign-in that the
 * pool has nothing for, scopes and providers that it has not.
 */
export const planClient = (
  component: string,
  path: string,
  client: UserPoolClient,
  place: ClientPlace,
): ClientSettings => {
  const { kind, login, machine, refreshRotation = false } = client;
  const { flows = login || machine ? [] : ["srp"] } = client;
  if (flows.includes("custom") && !place.hasChallenges)
    throw new ArgsError(
      component,
      `${path}.flows`,
      `must be without "custom": the triggers of such a sign-in are not there`,
    );
  if (flows.length === 0 && login === undefined && machine === undefined)
    throw new ArgsError(
      component,
      `${path}.flows`,
      "must hold one at least, or nobody signs in: there is no login either",
    );
  return {
    confidential: kind === "confidential",
    // Rotation and this flow exclude each other.
    flows: [...flows.map((flow) => FLOWS[flow]), ...(refreshRotation ? [] : [REFRESH])].sort(),
    oauth: oauthOf(component, path, client, place),
    ...lifetimes(component, path, client),
    graceSeconds:
      refreshRotation === false
        ? undefined
        : toSeconds(component, `${path}.refreshRotation.grace`, refreshRotation.grace, GRACE),
  };
};

const lifetimes = (component: string, path: string, client: UserPoolClient) => {
  const { idToken = "15 minutes", refreshToken = "30 days" } = client;
  const { accessToken = client.machine === undefined ? "15 minutes" : "1 hour" } = client;
  const accessTokenSeconds = toSeconds(component, `${path}.accessToken`, accessToken, SHORT);
  const idTokenSeconds = toSeconds(component, `${path}.idToken`, idToken, SHORT);
  const refreshTokenSeconds = toSeconds(component, `${path}.refreshToken`, refreshToken, LONG);
  const longest = Math.max(accessTokenSeconds, idTokenSeconds);
  if (refreshTokenSeconds <= longest)
    throw new ArgsError(
      component,
      `${path}.refreshToken`,
      `must last longer than the tokens that it renews, "${toDuration(longest)}" (it is "${refreshToken}")`,
    );
  return { accessTokenSeconds, idTokenSeconds, refreshTokenSeconds };
};

const oauthOf = (
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

/** The client as the provider asks for it. */
export const clientDefinition = (client: ClientSettings): Omit<cognito.UserPoolClientArgs, "userPoolId"> => ({
  generateSecret: client.confidential,
  explicitAuthFlows: [...client.flows],
  ...(client.oauth && oauthDefinition(client.oauth)),
  accessTokenValidity: client.accessTokenSeconds,
  idTokenValidity: client.idTokenSeconds,
  refreshTokenValidity: client.refreshTokenSeconds,
  tokenValidityUnits: { accessToken: "seconds", idToken: "seconds", refreshToken: "seconds" },
  ...(client.graceSeconds !== undefined && {
    refreshTokenRotation: { feature: "ENABLED", retryGracePeriodSeconds: client.graceSeconds },
  }),
  // One answer for users who are unknown and for wrong passwords.
  preventUserExistenceErrors: "ENABLED",
  enableTokenRevocation: true,
});

const oauthDefinition = ({ flow, scopes, callbackUrls, logoutUrls, providers }: OAuthSettings) => ({
  allowedOauthFlowsUserPoolClient: true,
  allowedOauthFlows: [flow],
  allowedOauthScopes: [...scopes],
  ...(callbackUrls.length > 0 && { callbackUrls: [...callbackUrls] }),
  ...(logoutUrls.length > 0 && { logoutUrls: [...logoutUrls] }),
  ...(providers.length > 0 && { supportedIdentityProviders: [...providers] }),
});
