import type * as cognito from "@pulumi/aws/cognito";
import { ArgsError } from "../../core/args/args-error";
import { duration, list, oneOf, type Shape } from "../../core/args/args-shape";
import { type Duration, toDuration, toSeconds } from "../../core/args/duration";

/** How an app with forms of its own signs users in. */
export type SignInFlow = "srp" | "password" | "admin password" | "custom";

/** An app that users sign in with. */
export interface UserPoolClient {
  /**
   * `"public"`: on phones and in browsers, where nothing can be kept secret; it proves itself by PKCE. `"confidential"`:
   * on a server of yours, with a secret, which is among the secret outputs. Another kind later is another client, of
   * another id.
   */
  readonly kind: "public" | "confidential";
  /**
   * What forms of its own may use: `"srp"` proves the password without sending it, `"password"` sends it,
   * `"admin password"` too and asks for rights of AWS, `"custom"` asks what your triggers ask.
   *
   * @default ["srp"]
   */
  readonly flows?: readonly SignInFlow[];
  /**
   * 5 minutes to 1 day. The gateway cannot know who signed out: it takes an access token until it ends.
   *
   * @default "15 minutes"
   */
  readonly accessToken?: Duration;
  /** 5 minutes to 1 day. @default "15 minutes" */
  readonly idToken?: Duration;
  /** How long one sign-in lasts: 1 hour to 3650 days, longer than the other two. @default "30 days" */
  readonly refreshToken?: Duration;
}

export const clientShape: Shape<UserPoolClient> = {
  kind: oneOf("public", "confidential"),
  flows: list(oneOf("srp", "password", "admin password", "custom"), 'a list of flows, ["srp"]').optional(),
  accessToken: duration.optional(),
  idToken: duration.optional(),
  refreshToken: duration.optional(),
};

/** Checked, in the units of AWS. */
export interface ClientSettings {
  readonly confidential: boolean;
  readonly flows: readonly string[];
  readonly accessTokenSeconds: number;
  readonly idTokenSeconds: number;
  readonly refreshTokenSeconds: number;
}

const FLOWS: Readonly<Record<SignInFlow, string>> = {
  srp: "ALLOW_USER_SRP_AUTH",
  password: "ALLOW_USER_PASSWORD_AUTH",
  "admin password": "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  custom: "ALLOW_CUSTOM_AUTH",
};

/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html (read 2026-11) */
const SHORT = { min: "5 minutes", max: "1 day" } as const;
/** https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html (read 2026-11) */
const LONG = { min: "1 hour", max: "3650 days" } as const;

/** @throws {ArgsError} for lifetimes out of bounds, and for a refresh token that ends before what it renews. */
export const planClient = (component: string, path: string, client: UserPoolClient): ClientSettings => {
  const {
    kind,
    flows = ["srp"],
    accessToken = "15 minutes",
    idToken = "15 minutes",
    refreshToken = "30 days",
  } = client;
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
  const asked = [...new Set(flows)].map((flow) => FLOWS[flow]);
  return {
    confidential: kind === "confidential",
    flows: [...asked, "ALLOW_REFRESH_TOKEN_AUTH"].sort(),
    accessTokenSeconds,
    idTokenSeconds,
    refreshTokenSeconds,
  };
};

/** The client as the provider asks for it. */
export const clientDefinition = (client: ClientSettings): Omit<cognito.UserPoolClientArgs, "userPoolId"> => ({
  generateSecret: client.confidential,
  explicitAuthFlows: [...client.flows],
  accessTokenValidity: client.accessTokenSeconds,
  idTokenValidity: client.idTokenSeconds,
  refreshTokenValidity: client.refreshTokenSeconds,
  tokenValidityUnits: { accessToken: "seconds", idToken: "seconds", refreshToken: "seconds" },
  // One answer for users who are unknown and for wrong passwords.
  preventUserExistenceErrors: "ENABLED",
  enableTokenRevocation: true,
});
