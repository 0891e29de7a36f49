import type { Principal } from "../../../access/access";
import type { Asked } from "../../../wire/operations/right";
import type { DynamoDbServices } from "../dynamodb-services";
import { pathsOf } from "../expressions/condition";
import { contextOf, type Facts, textOf } from "../rights/condition-keys";
import { attributeOf } from "../values/attribute-value";
import { splitKey } from "./key-of";
import type { Statement } from "./statement";

const ACTIONS = {
  select: "dynamodb:PartiQLSelect",
  insert: "dynamodb:PartiQLInsert",
  update: "dynamodb:PartiQLUpdate",
  delete: "dynamodb:PartiQLDelete",
} as const;

export const STATEMENT_ACTIONS = Object.values(ACTIONS);

// fidelity: docs: "IAM security policies with PartiQL for DynamoDB"
export const askedBy = (
  services: DynamoDbServices,
  statement: Statement,
  { principal }: { principal: Principal },
): Asked => {
  const index = statement.kind === "select" && statement.index !== undefined ? `/index/${statement.index}` : "";
  return {
    action: ACTIONS[statement.kind],
    resource: services.tables.arn(statement.table) + index,
    ...contextOf(principal, () => factsOf(services, statement)),
  };
};

const factsOf = ({ tables }: DynamoDbServices, statement: Statement): Facts => {
  const table = tables.find(statement.table);
  const isSelect = statement.kind === "select";
  const schema = isSelect && statement.index !== undefined ? table?.index(statement.index)?.schema : table?.schema;
  const hash = schema?.partition[0]?.name ?? "";
  const where = statement.kind === "insert" ? undefined : statement.where;
  const leading =
    statement.kind === "insert" ? attributeOf(statement.item, hash) : schema && splitKey(where, schema).key.get(hash);
  const paths = [
    ...(where ? pathsOf(where) : []),
    ...(isSelect ? (statement.paths ?? []) : []),
    ...(statement.kind === "update" ? statement.actions.map(({ path }) => path) : []),
  ];
  const attributes = new Set(paths.map(([name]) => String(name)));
  if (statement.kind === "insert") for (const name of Object.keys(statement.item)) attributes.add(name);
  return {
    leadingKeys: leading ? [textOf(leading)] : [],
    attributes: [...attributes],
    others: isSelect
      ? {
          "dynamodb:FullTableScan": String(!leading),
          "dynamodb:Select": statement.paths ? "SPECIFIC_ATTRIBUTES" : "ALL_ATTRIBUTES",
        }
      : {},
  };
};
