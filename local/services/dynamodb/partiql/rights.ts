import type { Asked } from "../../../wire/operations/right";
import type { DynamoDbServices } from "../dynamodb-services";
import type { Statement } from "./statement";

const ACTIONS = {
  select: "dynamodb:PartiQLSelect",
  insert: "dynamodb:PartiQLInsert",
  update: "dynamodb:PartiQLUpdate",
  delete: "dynamodb:PartiQLDelete",
} as const;

export const STATEMENT_ACTIONS = Object.values(ACTIONS);

// fidelity: docs: "IAM security policies with PartiQL for DynamoDB"
export const askedBy = ({ tables }: DynamoDbServices, statement: Statement): Asked => {
  const index = statement.kind === "select" && statement.index !== undefined ? `/index/${statement.index}` : "";
  return { action: ACTIONS[statement.kind], resource: tables.arn(statement.table) + index };
};
