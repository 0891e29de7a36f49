import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { protocolOf } from "../../wire/protocols/protocol";
import { ServiceError } from "../../wire/service-error";
import type { Services } from "../directory";
import type { Service } from "../service";
import { answerHosted } from "./hosted/answer-hosted";
import { answerIssuer } from "./hosted/discovery";
import * as branding from "./hosted/operations/branding";
import * as domains from "./hosted/operations/domains";
import * as identityProviders from "./hosted/operations/identity-providers";
import * as resourceServers from "./hosted/operations/resource-servers";
import { namedDomain } from "./hosted/place";
import * as adminUsers from "./operations/admin-users";
import * as auth from "./operations/auth";
import * as clients from "./operations/clients";
import type { CognitoParts } from "./operations/cognito-operation";
import * as groups from "./operations/groups";
import { listUsers } from "./operations/list-users";
import * as mfa from "./operations/mfa";
import {
  changePassword,
  deleteUser,
  deleteUserAttributes,
  getUser,
  getUserAttributeVerificationCode,
  globalSignOut,
  revokeToken,
  updateUserAttributes,
  verifyUserAttribute,
} from "./operations/own-user";
import { createUserPool, deleteUserPool, describeUserPool, listUserPools, updateUserPool } from "./operations/pools";
import * as signUp from "./operations/sign-up";
import { type PoolKeys, poolKeys } from "./pool-keys";
import { userGroupType } from "./resources/user-group";
import { userPoolType } from "./resources/user-pool";
import { userPoolClientType } from "./resources/user-pool-client";
import { UserPools } from "./user-pools";

const OPERATIONS: readonly Operation<CognitoParts>[] = [
  createUserPool,
  deleteUserPool,
  describeUserPool,
  listUserPools,
  listUsers,
  updateUserPool,
  ...Object.values(clients),
  ...Object.values(groups),
  ...Object.values(domains),
  ...Object.values(resourceServers),
  ...Object.values(identityProviders),
  ...Object.values(branding),
  ...Object.values(adminUsers),
  ...Object.values(auth),
  ...Object.values(signUp),
  ...Object.values(mfa),
  changePassword,
  deleteUser,
  deleteUserAttributes,
  getUser,
  getUserAttributeVerificationCode,
  globalSignOut,
  revokeToken,
  updateUserAttributes,
  verifyUserAttribute,
];

declare module "../directory" {
  interface Services {
    readonly "cognito-idp": Service & PoolKeys & { readonly pools: UserPools };
  }
}

/** Cognito user pools: keys, clients, groups, users who sign up and in, and tokens for them. */
export const createCognitoService = (cloud: Cloud): Services["cognito-idp"] => {
  const pools = new UserPools(cloud);
  const api = createApi({
    service: "cognito-idp",
    services: { pools },
    access: cloud.access,
    operations: OPERATIONS,
    errors: {},
    // fidelity: observed: what the model does not allow is an invalid parameter here
    refuse: (invalid) => new ServiceError("InvalidParameterException", refuseJsonInput(invalid).message),
    log: cloud.log,
  });
  // fidelity: docs: API reference, "User pool API authentication": operations that nobody signs
  const unsigned = new Set(OPERATIONS.filter(({ actions }) => actions.length === 0).map(({ name }) => name));
  const nobody: Principal = { arn: "anonymous", account: cloud.account, userId: "anonymous", policies: () => [] };
  return {
    name: "cognito-idp",
    pools,
    ...poolKeys(pools),
    resources: [userPoolType(pools), userPoolClientType(pools), userGroupType(pools)],
    named: (host) => namedDomain(pools, host) !== undefined,
    async open(request) {
      const hosted = await answerHosted(pools, request);
      if (hosted) return hosted;
      if (request.url.includes("/.well-known/")) return answerIssuer(pools, request);
      if (!request.headers["x-amz-target"]?.startsWith("AWSCognitoIdentityProviderService.")) return undefined;
      const protocol = protocolOf(request);
      const opens = protocol.kind === "aws-json" && unsigned.has(protocol.operation);
      return opens ? api.handle({ ...request, principal: nobody }) : undefined;
    },
    ...api,
  };
};
