import * as z from "zod";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import { clientOf, signedIn } from "../cognito/sign-in";
import { requireUser, statusOf } from "../cognito/users";

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
  const { AuthenticationResult } = await signedIn(pools, { client, user });
  const { IdToken, AccessToken } = AuthenticationResult as { readonly IdToken: string; readonly AccessToken: string };
  return use === "id" ? IdToken : AccessToken;
};
