import type * as cognito from "@pulumi/aws/cognito";
import { ArgsError } from "../../../core/args/args-error";
import { toDuration, toSeconds } from "../../../core/args/duration";
import type { SignInFlow, UserPoolClient } from "./client";
import { type ClientPlace, type OAuthSettings, oauthDefinition, oauthOf } from "./oauth-settings";

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
