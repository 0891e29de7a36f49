import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { protocolOf } from "../../wire/protocols/protocol";
import type { Services } from "../directory";
import type { Service } from "../service";
import { answerHosted } from "./hosted/answer-hosted";
import { serveDomain } from "./hosted/domains";
import { answerIssuer } from "./hosted/endpoints/discovery";
import * as branding from "./hosted/operations/branding";
import * as domains from "./hosted/operations/domains";
import * as identityProviders from "./hosted/operations/identity-providers";
import * as resourceServers from "./hosted/operations/resource-servers";
import { localUrl, namedDomain } from "./hosted/place";
import * as adminUsers from "./operations/admin-users";
import * as auth from "./operations/auth";
import * as clients from "./operations/clients";
import type { CognitoParts } from "./operations/cognito-operation";
import * as groups from "./operations/groups";
import { listUsers } from "./operations/list-users";
import * as mfa from "./operations/mfa";
import * as ownUser from "./operations/own-user";
import * as poolOperations from "./operations/pools";
import * as signUp from "./operations/sign-up";
import { refuseInput } from "./refusal";
import { identityProviderType } from "./resources/identity-provider";
import { managedLoginBrandingType } from "./resources/managed-login-branding";
import { resourceServerType } from "./resources/resource-server";
import { userGroupType } from "./resources/user-group";
import { userPoolType } from "./resources/user-pool";
import { userPoolClientType } from "./resources/user-pool-client";
import { userPoolDomainType } from "./resources/user-pool-domain";
import { type PoolKeys, poolKeys } from "./tokens/pool-keys";
import { UserPools } from "./user-pools";

const OPERATIONS: readonly Operation<CognitoParts>[] = [
  listUsers,
  ...[
    poolOperations,
    clients,
    groups,
    adminUsers,
    auth,
    signUp,
    mfa,
    ownUser,
    domains,
    resourceServers,
    identityProviders,
    branding,
  ].flatMap((some) => Object.values<Operation<CognitoParts>>(some)),
].map((operation) => ({
  ...operation,
  run: (services, input, ...rest) => operation.run(services, withoutNulls(input), ...rest),
}));

/** A member that is null is absent: amazon-cognito-identity-js sends what it has not so. */
const withoutNulls = (input: unknown): unknown => {
  if (Array.isArray(input)) return input.map(withoutNulls);
  if (typeof input !== "object" || input === null) return input;
  const entries = Object.entries(input).filter(([, value]) => value !== null);
  return Object.fromEntries(entries.map(([name, value]) => [name, withoutNulls(value)]));
};

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
    refuse: refuseInput,
    log: cloud.log,
  });
  // fidelity: docs: API reference, "User pool API authentication": operations that nobody signs
  const unsigned = new Set(OPERATIONS.filter(({ actions }) => actions.length === 0).map(({ name }) => name));
  const nobody: Principal = { arn: "anonymous", account: cloud.account, userId: "anonymous", policies: () => [] };
  return {
    name: "cognito-idp",
    pools,
    ...poolKeys(pools),
    resources: [
      userPoolType(pools),
      userPoolClientType(pools),
      userGroupType(pools),
      userPoolDomainType(pools),
      resourceServerType(pools),
      identityProviderType(pools),
      managedLoginBrandingType(pools),
    ],
    localUrl: (url) => localUrl(pools, url),
    named: (host) => namedDomain(pools, host) !== undefined,
    async start() {
      for (const [, domain] of pools.domains.entries()) serveDomain(pools, domain);
    },
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
