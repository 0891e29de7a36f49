import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import type { Services } from "../directory";
import type { Service } from "../service";
import { adminCreateUser } from "./operations/admin-create-user";
import { adminInitiateAuth } from "./operations/admin-initiate-auth";
import { adminRespondToAuthChallenge } from "./operations/admin-respond-to-auth-challenge";
import { adminSetUserPassword } from "./operations/admin-set-user-password";
import type { CognitoParts } from "./operations/cognito-operation";
import { answerJwks, type PoolKeys, poolKeys } from "./pool-keys";
import { userPoolType } from "./resources/user-pool";
import { userPoolClientType } from "./resources/user-pool-client";
import { UserPools } from "./user-pools";

const OPERATIONS: readonly Operation<CognitoParts>[] = [
  adminCreateUser,
  adminInitiateAuth,
  adminRespondToAuthChallenge,
  adminSetUserPassword,
];

declare module "../directory" {
  interface Services {
    readonly "cognito-idp": Service & PoolKeys & { readonly pools: UserPools };
  }
}

/** Cognito user pools, as far as an authorizer needs them: keys, users with a password, and tokens for them. */
export const createCognitoService = (cloud: Cloud): Services["cognito-idp"] => {
  const pools = new UserPools(cloud);
  return {
    name: "cognito-idp",
    pools,
    ...poolKeys(pools),
    resources: [userPoolType(pools), userPoolClientType(pools)],
    open: (request) => answerJwks(pools, request),
    ...createApi({
      service: "cognito-idp",
      services: { pools },
      access: cloud.access,
      operations: OPERATIONS,
      errors: {},
      refuse: refuseJsonInput,
      log: cloud.log,
    }),
  };
};
