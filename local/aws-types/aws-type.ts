import type { Properties } from "../engine/resources/resource-type";
import type { NameRule } from "./name-rule";
import type { Rule } from "./rule";

/** One resource as its record sees it. */
export interface Subject {
  /** Its name in AWS: the one it was given, or its automatic one. */
  readonly name: string;
  readonly inputs: Properties;
  readonly region: string;
  readonly account: string;
  /** Digits that belong to this life of the resource. */
  digits(length: number, alphabet?: string): string;
}

/** All that the local cloud knows of one resource type, whoever deploys it and whether anything runs. */
export interface AwsType {
  /** Of the input that holds the resource's own name; absent where a program need not, or must, say it. */
  readonly name?: NameRule;
  /** @default the name */
  readonly id?: (subject: Subject) => string;
  /** Everything after `arn:aws:`; absent where the type has no ARN. */
  readonly arn?: (subject: Subject, id: string) => string;
  /** Computed outputs. */
  readonly outputs?: (subject: Subject, id: string, arn: string) => Properties;
  /** What AWS takes, by input. Rules that look at several inputs are with the behaviour. */
  readonly limits?: Readonly<Record<string, Rule>>;
  /** Inputs whose change replaces the resource, besides its region and (`NameRule`) its name. */
  readonly replaceOn: readonly string[];
  /** Outputs that an update in place makes anew, unknown in its preview, unless it changes nothing but `except`. */
  readonly volatile?: { readonly outputs: readonly string[]; readonly except: readonly string[] };
  /** Properties that resources of other types set as well. */
  readonly setByOthers?: readonly string[];
}

/** The records of one service, by type token. */
export type AwsTypes = Readonly<Record<string, AwsType>>;

/** Digits of ids that AWS writes in capitals. */
export const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
export const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

export const text = (value: unknown): string => (typeof value === "string" ? value : "");

export const uuid = ({ digits }: Subject): string => digits(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** An ARN of the stack's region and account that ends in the resource's name. */
export const here =
  (service: string, path: string) =>
  ({ region, account, name }: Subject): string =>
    `${service}:${region}:${account}:${path}${name}`;

/** An id that is the value of an input. */
export const input =
  (property: string) =>
  ({ inputs }: Subject): string =>
    text(inputs[property]);
