import type { Access } from "../../access/access";
import { requireAccess } from "../../access/require-access";
import type { Call } from "../../wire/operation";
import { ServiceError } from "../../wire/service-error";
import type { UserPoolRecord, UserPools, UserRecord } from "./user-pools";

/** What the operations of Cognito user pools work with. */
export interface CognitoServices {
  readonly pools: UserPools;
  readonly access: Access;
}

/** The pool that a call means, once the caller has been allowed to do `action` with it. */
export const targetPool = (
  { pools, access }: CognitoServices,
  call: Call,
  id: string,
  action: string,
): UserPoolRecord => {
  requireAccess(access, call.principal, `cognito-idp:${action}`, pools.arn(id));
  return pools.require(id);
};

export const userKey = (pool: string, name: string): string => `${pool}/${name}`;

export const requireUser = ({ pools }: CognitoServices, pool: string, name: string): UserRecord => {
  const user = pools.users.get(userKey(pool, name));
  if (!user) throw new ServiceError("UserNotFoundException", "User does not exist.");
  return user;
};
