import type * as pulumi from "@pulumi/pulumi";
import type { Authorizer } from "../../core/authorizer";
import { authorizerOf, type UserPoolAuthorizerArgs } from "./authorizer";

/** What has to be known of a pool to let its users in, wherever it is made. */
export interface SharedUserPool {
  /** Of its component, by which APIs call their scheme. */
  readonly name: string;
  readonly arn: pulumi.Input<string>;
  /** By key: their ids, and the scopes that their access tokens carry. */
  readonly clients: Readonly<Record<string, { readonly id: pulumi.Input<string>; readonly scopes: readonly string[] }>>;
  /** All that a user may be in. */
  readonly groups: readonly string[];
  /** Those that tokens can have; `"any"` where a trigger gives them. */
  readonly scopes: readonly string[] | "any";
}

/** Who may call routes, by tokens of a pool: a `UserPool`, or one that another stack made. */
export interface Users {
  /** @throws {ArgsError} for scopes that no token would have, and for clients that the pool has not. */
  authorizer(args: UserPoolAuthorizerArgs): Authorizer;
  /** What another stack has to know of it. */
  readonly shared: SharedUserPool;
}

/** The users of a pool that another stack made. */
export const adoptUsers = (shared: SharedUserPool): Users => ({
  shared,
  authorizer: (args) => authorizerOf(shared, args),
});
