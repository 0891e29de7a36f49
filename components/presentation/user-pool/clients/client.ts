import { duration, either, list, object, oneOf, type Shape } from "../../../core/args/args-shape";
import type { Duration } from "../../../core/args/duration";
import { type ClientLogin, loginShape, type MachineLogin, machineShape } from "./login";

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
