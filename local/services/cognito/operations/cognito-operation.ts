import { resource, type Subject } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { UserPoolRecord, UserPools, UserRecord } from "../user-pools";

/** What the operations of Cognito user pools work with. */
export interface CognitoParts {
  readonly pools: UserPools;
}

/** The pool that a call names, which must be there. */
export const namedPool = (
  { pools }: CognitoParts,
  { UserPoolId }: { readonly UserPoolId: string },
): Subject<UserPoolRecord> => resource(pools.arn(UserPoolId), () => pools.require(UserPoolId));

export const userKey = (pool: string, name: string): string => `${pool}/${name}`;

export const requireUser = ({ pools }: CognitoParts, pool: string, name: string): UserRecord => {
  const user = pools.users.get(userKey(pool, name));
  if (!user) throw new ServiceError("UserNotFoundException", "User does not exist.");
  return user;
};
