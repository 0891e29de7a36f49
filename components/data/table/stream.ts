import { ArgsError } from "../../core/args/args-error";
import type { StreamFacts } from "../../core/stream-source";
import type { TablePlan } from "./plan";

/**
 * What is known of a table's stream before the table is made.
 *
 * @throws {ArgsError} for a table without one.
 */
export const streamFacts = ({ name, stream }: TablePlan): StreamFacts => {
  if (stream === undefined)
    throw new ArgsError(name, "stream", `must say what its records hold ("both images") where something reads it`);
  return { description: `stream of table ${name}`, kind: "dynamodb", view: stream };
};
