import type { Properties } from "../engine/resources/resource-type";
import type { NameRule } from "./name-rule";
import type { Rule, Violation } from "./rule";

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

/** Inputs before a change and after it. */
export interface Change {
  readonly olds: Properties;
  readonly news: Properties;
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
  /** Fields that AWS adds to each item of an input, by input; `outputs` has the whole of it. */
  readonly told?: Readonly<Record<string, readonly string[]>>;
  /** What AWS takes, by input. Rules that look at several inputs are with the behaviour. */
  readonly limits?: Readonly<Record<string, Rule>>;
  /** Inputs whose change replaces the resource, besides its region and (`NameRule`) its name. */
  readonly replaceOn: readonly string[];
  /** Inputs that replace it, or not, by what they were and become. */
  readonly replacedBy?: (change: Change) => readonly string[];
  /** What AWS answers to a change that it refuses to make in place, in its words. */
  readonly refuses?: (change: Change) => readonly Violation[];
  /** Outputs that an update in place makes anew, unknown in its preview, unless it changes nothing but `except`. */
  readonly volatile?: { readonly outputs: readonly string[]; readonly except: readonly string[] };
  /** Properties that resources of other types set as well. */
  readonly setByOthers?: readonly string[];
  /** How imports and `.get()` name it, by its properties: `{restApi}/{stageName}`. @default its id */
  readonly importedAs?: string;
  /**
   * Inputs that count as this where the program says nothing, of all resources or of one with certain properties. What
   * is empty (0, false, "", no items) needs no line.
   */
  readonly defaults?: Properties | ((properties: Properties) => Properties);
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
