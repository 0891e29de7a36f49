import * as z from "zod";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import { clientOf, signedIn } from "../cognito/tokens/sign-in";
import type { ClientRecord } from "../cognito/user-pools";
import { requireUser, statusOf } from "../cognito/users/users";

/** Whose token is wanted, through which client. */
export const TokenInput = z.object({
  pool: z.string(),
  client: z.string(),
  username: z.string(),
  use: z.enum(["id", "access"]),
});
type TokenInput = z.output<typeof TokenInput>;

/**
 * A token as a client gets it for a user who has signed in, without a password, a secret or a second factor: no client
 * has to allow more than its program needs. Functions of the pool have their say about its claims.
 * @throws {ServiceError} for who could not sign in: one who is disabled, or not yet or no longer confirmed
 */
export const userToken = async (
  { directory }: Pick<Cloud, "directory">,
  { pool: id, client: clientId, username, use }: TokenInput,
): Promise<string> => {
  const { pools } = directory["cognito-idp"];
  const client = clientOf(pools, clientId, id);
  const user = requireUser(pools, pools.require(id), username);
  if (user.disabled) throw new ServiceError("NotAuthorizedException", "User is disabled.");
  const status = statusOf(user);
  if (status !== "CONFIRMED") throw new ServiceError("UserNotConfirmedException", `User is ${status}.`);
  const scopes = use === "access" ? userScopes(client) : [];
  const grant = scopes.length > 0 ? { scopes, authTime: Math.floor(pools.cloud.clock.now() / 1000) } : undefined;
  const { AuthenticationResult } = await signedIn(pools, { client, user, grant });
  const { IdToken, AccessToken } = AuthenticationResult as { readonly IdToken: string; readonly AccessToken: string };
  return use === "id" ? IdToken : AccessToken;
};

/** All scopes that a client may have for a user, by its own forms and by managed login; none where there is no such thing. */
const userScopes = ({ settings = {} }: ClientRecord): readonly string[] => {
  const { AllowedOAuthFlowsUserPoolClient, AllowedOAuthFlows = [], AllowedOAuthScopes = [] } = settings;
  const ofUsers = AllowedOAuthFlows.some((flow) => flow !== "client_credentials");
  if (!AllowedOAuthFlowsUserPoolClient || !ofUsers) return [];
  return [...new Set(["aws.cognito.signin.user.admin", ...AllowedOAuthScopes])];
};
