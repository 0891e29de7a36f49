import { within } from "../core/args/args-error";
import { either, object } from "../core/args/args-shape";
import type { Authorizer } from "../core/authorizer";
import type { RestApiArgs } from "../logic/rest-api/args";
import { type UserPoolArgs, userPoolShape } from "../presentation/user-pool/args";
import { type UserPoolAuthorizerArgs, userPoolAuthorizer } from "../presentation/user-pool/authorizer";
import { planUserPool, type UserPoolPlan } from "../presentation/user-pool/plan";
import { UserPool } from "../presentation/user-pool/user-pool";
import { ownAlarms } from "./own-alarms";

/** What apps are given to call APIs with. */
export const BY_DEFAULT: UserPoolAuthorizerArgs<never> = { token: "access" };

export const usersShape = either((value) => value instanceof UserPool, object(userPoolShape, "a UserPool"));

/** Those who may sign in: made already, or to be made by the pattern. */
export const planUsers = <Client extends string>(
  name: string,
  users: UserPool<Client> | UserPoolArgs<Client>,
  alarms: RestApiArgs["alarms"],
): UserPool<Client> | UserPoolPlan<Client> =>
  users instanceof UserPool
    ? users
    : within(
        name,
        (path) => `users.${path}`,
        () => planUserPool(name, { ...ownAlarms(alarms), ...users }),
      );

/** Of the routes that name none; planned only, as the pool may be. `undefined` where all of them name one. */
export const planAuth = (
  name: string,
  users: UserPoolPlan,
  { auth, routes }: Pick<RestApiArgs, "auth" | "routes">,
): Authorizer | undefined => {
  const namesAll = auth !== undefined || Object.values(routes).every((route) => route?.auth !== undefined);
  if (namesAll) return undefined;
  const authorizer = () => userPoolAuthorizer(users, undefined, BY_DEFAULT);
  // A pool that is handed in is named by itself.
  return users.name === name ? within(name, (path) => `users.${path}`, authorizer) : authorizer();
};
