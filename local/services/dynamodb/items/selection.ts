import { type Projection, projectionOf } from "../expressions/project";
import { oneOf } from "../input/plain";
import { invalid, invalidParameter } from "../refusals";
import { type Index, keyNames, type Table } from "../tables/table";

export const selectShape = oneOf("SPECIFIC_ATTRIBUTES", "COUNT", "ALL_ATTRIBUTES", "ALL_PROJECTED_ATTRIBUTES");

export interface SelectionInput {
  readonly Select?: "SPECIFIC_ATTRIBUTES" | "COUNT" | "ALL_ATTRIBUTES" | "ALL_PROJECTED_ATTRIBUTES";
  readonly ProjectionExpression?: string;
  readonly AttributesToGet?: readonly string[];
}

/** Refuses members that contradict each other. @throws {ServiceError} */
// fidelity: docs: Query, Select; observed: the texts
export const checkSelect = (input: SelectionInput, isOnIndex: boolean): void => {
  const { Select, ProjectionExpression, AttributesToGet } = input;
  const given =
    ProjectionExpression !== undefined ? "ProjectionExpression" : AttributesToGet ? "AttributesToGet" : undefined;
  if (given) {
    if (Select === "COUNT") throw invalid(`Cannot specify the ${given} when choosing to get only the Count`);
    if (Select === "ALL_ATTRIBUTES" || Select === "ALL_PROJECTED_ATTRIBUTES") {
      throw invalid(`Cannot specify the ${given} when choosing to get ${Select}`);
    }
  } else if (Select === "SPECIFIC_ATTRIBUTES") {
    throw invalid("Must specify the AttributesToGet or ProjectionExpression when choosing to get SPECIFIC_ATTRIBUTES");
  }
  if (Select === "ALL_PROJECTED_ATTRIBUTES" && !isOnIndex) {
    throw invalid("ALL_PROJECTED_ATTRIBUTES can be used only when Querying using an IndexName");
  }
};

/** The older way to name attributes. @throws {ServiceError} */
export const readAttributesToGet = (names: readonly string[] | undefined): Projection | undefined => {
  if (!names) return undefined;
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw invalidParameter(`Duplicate value in attribute name: ${twice}`);
  return projectionOf(names.map((name) => [name]));
};

/** The index of that name. @throws {ServiceError} */
export const indexNamed = (table: Table, name: string | undefined, isConsistent: boolean): Index | undefined => {
  if (name === undefined) return undefined;
  const index = table.index(name);
  if (!index) throw invalid(`The table does not have the specified index: ${name}`);
  if (index.record.isGlobal && isConsistent) {
    throw invalid("Consistent reads are not supported on global secondary indexes");
  }
  if (index.record.isFilling) throw invalid(`Cannot read from backfilling global secondary index: ${name}`);
  return index;
};

/** Whether what is asked for is more than the index has. @throws {ServiceError} for a global one */
// fidelity: docs: "Local secondary indexes": the rest is fetched from the table
export const readsTable = (
  index: Index | undefined,
  { Select }: SelectionInput,
  projection: Projection | undefined,
): boolean => {
  if (!index || index.hasAll) return false;
  const missing = (projection?.paths ?? []).map(([name]) => String(name)).filter((name) => !index.has(name));
  if (index.record.isGlobal) {
    if (Select === "ALL_ATTRIBUTES") {
      throw invalidParameter(
        `Select type ALL_ATTRIBUTES is not supported for global secondary index ${index.name} because its projection type is not ALL`,
      );
    }
    if (missing.length > 0) {
      throw invalidParameter(`Global secondary index ${index.name} does not project [${missing.join(", ")}]`);
    }
  }
  return Select === "ALL_ATTRIBUTES" || missing.length > 0;
};

/** Names of the attributes of a start key. */
export const startKeyNames = (table: Table, index: Index | undefined): ReadonlySet<string> =>
  new Set([...keyNames(table.schema), ...(index ? keyNames(index.schema) : [])]);
