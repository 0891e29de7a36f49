import type { Properties } from "../resource-type";

/** One resource as its shape sees it. */
export interface Subject {
  /** Its name in AWS: the one it was given, or its automatic one. */
  readonly name: string;
  readonly inputs: Properties;
  readonly region: string;
  readonly account: string;
  /** Digits that belong to this life of the resource. */
  digits(length: number, alphabet?: string): string;
}

/** What AWS and the provider make of a resource type. */
export interface Shape {
  /** The input that holds the resource's own name; an automatic name fills it in. */
  readonly named?: string;
  readonly id: (subject: Subject) => string;
  /** Everything after `arn:aws:`; absent where the type has no ARN. */
  readonly arn?: (subject: Subject, id: string) => string;
  readonly outputs?: (subject: Subject, id: string, arn: string) => Properties;
}

/** Digits of ids that AWS writes in capitals. */
export const CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
export const LOWER = "abcdefghijklmnopqrstuvwxyz0123456789";

export const byName = ({ name }: Subject): string => name;

export const text = (value: unknown): string => (typeof value === "string" ? value : "");

export const uuid = ({ digits }: Subject): string => digits(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");

/** An ARN of the stack's region and account that ends in the resource's name. */
export const here =
  (service: string, path: string) =>
  ({ region, account, name }: Subject): string =>
    `${service}:${region}:${account}:${path}${name}`;
