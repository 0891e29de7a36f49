import { type Right, resource, type Subject } from "../../../wire/operations/right";
import { clientOf } from "../tokens/sign-in";
import { userOfToken } from "../tokens/tokens";
import type { ClientRecord, UserPoolRecord, UserPools, UserRecord } from "../user-pools";
import { requireUser } from "../users/users";

/** What the operations of Cognito user pools work with. */
export interface CognitoParts {
  readonly pools: UserPools;
}

interface Named {
  readonly UserPoolId: string;
}

/** The pool that a call names, which must be there. */
const namedPool = ({ pools }: CognitoParts, { UserPoolId }: Named): Subject<UserPoolRecord> =>
  resource(pools.arn(UserPoolId), () => pools.require(UserPoolId));

/** The right to do `operation` with a pool. */
export const onPool = (operation: string): Right<CognitoParts, Named, UserPoolRecord, unknown> => ({
  action: `cognito-idp:${operation}`,
  on: namedPool,
});

/** A user with the pool. */
export interface Target {
  readonly pool: UserPoolRecord;
  readonly user: UserRecord;
}

/** The right to do `operation` with a user of a pool. */
export const onUser = (
  operation: string,
): Right<CognitoParts, Named & { readonly Username: string }, Target, unknown> => ({
  action: `cognito-idp:${operation}`,
  on: ({ pools }, { UserPoolId, Username }) =>
    resource(pools.arn(UserPoolId), () => {
      const pool = pools.require(UserPoolId);
      return { pool, user: requireUser(pools, pool, Username) };
    }),
});

/** A client with the pool. */
export interface ThroughClient {
  readonly pool: UserPoolRecord;
  readonly client: ClientRecord;
}

/** Of an operation that anybody may call through a client; its request is not signed. */
// fidelity: docs: service authorization reference, "Amazon Cognito User Pools": operations without IAM credentials
export const THROUGH_CLIENT: Right<CognitoParts, { readonly ClientId: string }, ThroughClient, unknown> = {
  action: [],
  on: ({ pools }, { ClientId }) => ({
    asked: [],
    target: () => {
      const client = clientOf(pools, ClientId);
      return { client, pool: pools.require(client.pool) };
    },
  }),
};

/** Of an operation that a user calls with an access token; its request is not signed. */
export const BY_TOKEN: Right<CognitoParts, { readonly AccessToken: string }, Target & ThroughClient, unknown> = {
  action: [],
  on: ({ pools }, { AccessToken }) => ({
    asked: [],
    target: () => {
      const { user, claims } = userOfToken(pools, AccessToken);
      return { user, pool: pools.require(user.pool), client: clientOf(pools, claims.client_id) };
    },
  }),
};
