import * as z from "zod";
import { ArgsError } from "../../core/args/args-error";
import { list, record } from "../../core/args/args-shape";

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

/** @throws {ArgsError} for more patterns than an event source takes. */
export const checkFilterCount = (name: string, filter: readonly FilterPattern[]): void => {
  if (filter.length > MAX_FILTERS)
    throw new ArgsError(name, "filter", `must have at most ${MAX_FILTERS} patterns (it has ${filter.length})`);
};

/** What an event source mapping is told of them. */
export const filterCriteria = (filter: readonly FilterPattern[]) =>
  filter.length === 0
    ? {}
    : { filterCriteria: { filters: filter.map((pattern) => ({ pattern: JSON.stringify(pattern) })) } };
