import { createHash } from "node:crypto";
import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";

export type CacheVerb = "read" | "read-write";

/** @throws {ArgsError} for what is no beginning of keys, or no rule of an access string. */
export const checkPrefix = (name: string, path: string, prefix: string): void => {
  if (typeof prefix !== "string" || !/^[A-Za-z0-9_:/.@#=,-]{0,100}$/.test(prefix))
    throw new ArgsError(
      name,
      path,
      `must be the beginning of keys, up to 100 letters, digits and _ : / . @ # = , - such as "shows/" (it is ${JSON.stringify(prefix)})`,
    );
};

/** Names the user of a verb and a prefix among the children, and for as long as both are the same. */
export const userKey = (verb: CacheVerb, prefix: string): string =>
  [verb, slug(prefix), prefix === "" ? "" : digest(prefix)].filter((part) => part !== "").join("-");

/** As much as fits: an id has 40 characters, of which 17 are the security group's. */
const slug = (prefix: string): string =>
  prefix
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 6)
    .replace(/^-+|-+$/g, "");

const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 4);

/**
 * The id of a user, or of their group: unique in the account and region as that of the security group is, which AWS
 * makes. Users who sign in by IAM have it as their name.
 */
export const idOf = (key: string, securityGroupId: string): string =>
  `${key}-${securityGroupId
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/^sg/, "")
    .slice(0, 17)}`;

/** What a client of a cluster asks besides. */
const CLUSTER = "+cluster|slots +cluster|shards +cluster|nodes";

/**
 * Rules of a user. With a prefix, commands that show or clear all keys are not among them; those that AWS calls
 * dangerous never are.
 *
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/Clusters.RBAC.html#Access-string (read 2026-11)
 */
export const accessString = (verb: CacheVerb, prefix: string): string =>
  [
    "on",
    `~${prefix}*`,
    "resetchannels",
    "-@all",
    "+@connection",
    "+@read",
    ...(verb === "read-write" ? ["+@write", "+@transaction"] : []),
    "-@dangerous",
    ...(prefix === "" ? [] : ["-scan", "-dbsize", "-randomkey"]),
    CLUSTER,
  ].join(" ");

/** What a link needs of the cache that it leads to. */
export interface CachePlace {
  readonly host: pulumi.Output<string>;
  readonly port: pulumi.Output<number> | number;
  readonly kind: "serverless" | "cluster";
  /** By which IAM tokens name it. */
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}
