import * as z from "zod";
import { ArgsError } from "../../core/args/args-error";
import { isData, list, record } from "../../core/args/args-shape";
import { shown } from "../../core/args/shown";

/**
 * One pattern of EventBridge's kind on a message or a record, `{ body: { kind: ["order"] } }`.
 *
 * https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html
 */
export type FilterPattern = Readonly<Record<string, unknown>>;

/** @param example A pattern, for the message. */
export const filterShape = (example: string) =>
  list(record(z.unknown(), `a pattern, ${example}`), `a list of patterns, [${example}]`);

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: more on request. */
const MAX_FILTERS = 5;

/** @throws {ArgsError} for more patterns than an event source takes, and for one that asks for a value outside of a list. */
export const checkFilterPatterns = (name: string, filter: readonly FilterPattern[]): void => {
  if (filter.length > MAX_FILTERS)
    throw new ArgsError(name, "filter", `must have at most ${MAX_FILTERS} patterns (it has ${filter.length})`);
  for (const [index, pattern] of filter.entries()) checkMembers(name, `filter[${index}]`, pattern);
};

/** Lambda refuses the event source otherwise, when all before it are made already. */
const checkMembers = (name: string, at: string, pattern: FilterPattern): void => {
  for (const [member, inner] of Object.entries(pattern)) {
    const path = `${at}.${member}`;
    if (isData(inner)) checkMembers(name, path, inner);
    else if (!Array.isArray(inner) || inner.length === 0)
      throw new ArgsError(
        name,
        path,
        `must be a list of one or more values, or members with such (it is ${shown(inner)})`,
      );
  }
};

/** What an event source mapping is told of them. */
export const filterCriteria = (filter: readonly FilterPattern[]) =>
  filter.length === 0
    ? {}
    : { filterCriteria: { filters: filter.map((pattern) => ({ pattern: JSON.stringify(pattern) })) } };
