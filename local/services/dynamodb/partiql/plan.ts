import { ServiceError } from "../../../wire/service-error";
import type { DynamoDbServices } from "../dynamodb-services";
import type { Condition } from "../expressions/condition";
import { type PlannedWrite, planCheck, planDelete, planPut, planUpdate } from "../items/write";
import { invalid } from "../refusals";
import { oneItem } from "./key-of";
import type { Statement } from "./statement";

export type Write = Exclude<Statement, { kind: "select" }>;

/** The write of a statement. @throws {ServiceError} */
// fidelity: docs: "PartiQL insert / update / delete statements": an insert replaces nothing, an update makes nothing
export const planStatement = ({ tables }: DynamoDbServices, statement: Write, tellsItem = false): PlannedWrite => {
  const table = tables.require(statement.table);
  if (statement.kind === "insert") {
    const plan = planPut(table, statement.item);
    return {
      ...plan,
      next(before) {
        if (before) throw new ServiceError("DuplicateItemException", "Duplicate primary key exists in table");
        return statement.item;
      },
    };
  }
  const { key, condition } = oneItem(table, statement.where);
  if (statement.kind === "delete") return planDelete(table, key, { condition, tellsItem });
  const isThere: Condition = { kind: "exists", path: [table.keys[0]?.name ?? ""], wanted: true };
  const both: Condition = condition ? { kind: "and", of: [isThere, condition] } : isThere;
  return planUpdate(table, key, { actions: statement.actions }, { condition: both, tellsItem });
};

/** Of `EXISTS(SELECT …)` in a transaction. @throws {ServiceError} */
export const planExists = (
  { tables }: DynamoDbServices,
  statement: Extract<Statement, { kind: "select" }>,
): PlannedWrite => {
  const table = tables.require(statement.table);
  if (!statement.where) throw invalid("EXISTS needs a WHERE clause with the key of an item");
  const { key, condition } = oneItem(table, statement.where);
  const isThere: Condition = { kind: "exists", path: [table.keys[0]?.name ?? ""], wanted: true };
  return planCheck(table, key, { condition: condition ? { kind: "and", of: [isThere, condition] } : isThere });
};
