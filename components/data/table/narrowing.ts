import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { flag, input, list, object, type Shape, text } from "../../core/args/args-shape";
import type { Grant } from "../../core/rights/link";
import { checkVerb } from "./verb";

/** A part of a table that a link is bound to. */
export interface Narrowing {
  /**
   * The values of the partition attribute whose items may be touched; `"${aws:PrincipalTag/tenant}"` and other
   * variables of IAM are filled in. One at least.
   */
  readonly leadingKeys?: readonly pulumi.Input<string>[];
  /**
   * The attributes that may be touched, besides those of all keys. Reads then have to name what they want
   * (`ProjectionExpression`), writes are updates and may not ask for the whole item back. One at least.
   *
   * There is no condition key for `ReturnValuesOnConditionCheckFailure`: a condition that fails can give a writer the
   * whole item. What it must not see belongs into another table.
   */
  readonly attributes?: readonly string[];
}

/** What a reader may do besides single items and queries. */
export interface TableReading extends Narrowing {
  /** To read everything, page by page. @default false */
  readonly scan?: boolean;
}

const shape: Shape<Narrowing> = {
  leadingKeys: list(input(text()), "a list of values").optional(),
  attributes: list(text(), "a list of names").optional(),
};

const narrowing = object(shape);
const reading = object<TableReading>({ ...shape, scan: flag.optional() });

/** @throws {ArgsError} for what would narrow nothing; a word that is unknown would leave the link as wide as it is. */
export const checkNarrowing = (name: string, verb: string, given: Narrowing): void => {
  checkVerb(name, verb, given, narrowing);
  for (const key of ["leadingKeys", "attributes"] as const)
    if (given[key]?.length === 0) throw new ArgsError(name, `${verb}.${key}`, "must hold one or more, or be absent");
};

/** As `checkNarrowing`, of a reader. */
export const checkReading = (name: string, verb: string, given: TableReading): void => {
  checkVerb(name, verb, given, reading);
  const { scan, ...rest } = given;
  checkNarrowing(name, verb, rest);
  if (scan && rest.leadingKeys)
    throw new ArgsError(
      name,
      `${verb}.scan`,
      "must be absent beside leadingKeys: a scan has none, and would read everything",
    );
};

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html (read 2026-11)
 *
 * `ForAllValues` holds where a request has no value at all, so that there has to be a leading key as well.
 *
 * @param keys Attributes of all keys, which have to be allowed beside others.
 */
export const conditionOf = (
  verb: "read" | "write",
  { leadingKeys, attributes }: Narrowing,
  keys: readonly string[],
): Pick<Grant, "condition"> => {
  if (leadingKeys === undefined && attributes === undefined) return {};
  const allowed = attributes && [...new Set([...keys, ...attributes])];
  return {
    condition: {
      "ForAllValues:StringEquals": {
        ...(leadingKeys && { "dynamodb:LeadingKeys": [...leadingKeys] }),
        ...(allowed && { "dynamodb:Attributes": allowed }),
      },
      ...(leadingKeys && { Null: { "dynamodb:LeadingKeys": "false" } }),
      ...(attributes && WHOLE_ITEMS[verb]),
    },
  };
};

/** Without these, whoever names no attribute would get all of them. */
const WHOLE_ITEMS = {
  read: { StringEquals: { "dynamodb:Select": "SPECIFIC_ATTRIBUTES" } },
  write: { StringEqualsIfExists: { "dynamodb:ReturnValues": ["NONE", "UPDATED_OLD", "UPDATED_NEW"] } },
};
