import { ServiceError } from "../../../wire/service-error";
import { dynamoDbOperation } from "../dynamodb-operation";
import type { DynamoDbServices } from "../dynamodb-services";
import { attributeValue } from "../input/attribute-values";
import { list } from "../input/collections";
import { flag, oneOf, text } from "../input/plain";
import { required, type ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { consumedOfAll, joinUsage, readUsage, returnConsumedCapacity, type Usage } from "../items/capacity";
import { spent } from "../items/throughput";
import { decide, write } from "../items/write";
import { parseStatement } from "../partiql/parse-statement";
import { planStatement } from "../partiql/plan";
import { askedBy, STATEMENT_ACTIONS } from "../partiql/rights";
import { select } from "../partiql/select";
import type { Statement } from "../partiql/statement";
import { invalid } from "../refusals";
import type { AttributeValue, Item } from "../values/attribute-value";

const Request = structure("BatchStatementRequest", {
  Statement: required(text({ min: 1, max: 8192 })),
  Parameters: list(attributeValue, { min: 1 }),
  ConsistentRead: flag,
  ReturnValuesOnConditionCheckFailure: oneOf("ALL_OLD", "NONE"),
});

export const batchExecuteStatement = dynamoDbOperation(
  "BatchExecuteStatement",
  structure("BatchExecuteStatementInput", {
    Statements: required(list(Request, { min: 1, max: 25 })),
    ReturnConsumedCapacity: returnConsumedCapacity,
  }),
  {
    action: STATEMENT_ACTIONS,
    on(services, { Statements = [] }, call) {
      const statements = Statements.map(parsed);
      return {
        asked: statements.flatMap((each) => (each instanceof ServiceError ? [] : [askedBy(services, each, call)])),
        target: () => statements,
      };
    },
  },
  (services) =>
    async ({ Statements, ReturnConsumedCapacity }, statements) => {
      const usages = new Map<string, Usage>();
      const responses = await Promise.all(
        statements.map((statement, at) => respond(services, statement, Statements[at], usages)),
      );
      return { Responses: responses, ...consumedOfAll(ReturnConsumedCapacity, usages.values()) };
    },
);

/** One that cannot be read is answered with an error of its own. */
const parsed = ({
  Statement = "",
  Parameters = [],
}: {
  readonly Statement?: string;
  readonly Parameters?: readonly unknown[];
}) => {
  try {
    return parseStatement(Statement, Parameters as readonly AttributeValue[]); // of the right JSON
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
};

const respond = async (
  services: DynamoDbServices,
  statement: Statement | ServiceError,
  request: ValueOf<typeof Request> | undefined,
  usages: Map<string, Usage>,
): Promise<object> => {
  try {
    if (statement instanceof ServiceError) throw statement;
    return await execute(services, statement, request, usages);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const { Item } = error.details as { readonly Item?: Item };
    // fidelity: observed: nubo-db/dynamodb-conformance: ResourceNotFound; docs: BatchStatementError
    const Code = error.code === "ValidationException" ? "ValidationError" : error.code.replace(/Exception$/, "");
    const TableName = statement instanceof ServiceError ? {} : { TableName: statement.table };
    return { Error: { Code, Message: error.message, ...(Item ? { Item } : {}) }, ...TableName };
  }
};

const execute = async (
  services: DynamoDbServices,
  statement: Statement,
  request: ValueOf<typeof Request> | undefined,
  usages: Map<string, Usage>,
): Promise<object> => {
  const use = (usage: Usage) => usages.set(usage.table.name, joinUsage(usages.get(usage.table.name), usage));
  if (statement.kind === "select") {
    const isConsistent = request?.ConsistentRead === true;
    const { items, table, index, bytes, lastKey } = select(services, statement, { isConsistent });
    if (items.length > 1 || lastKey) {
      throw invalid("Select statements within BatchExecuteStatement must specify the primary key in the where clause.");
    }
    use(spent(services, readUsage(table, bytes, isConsistent, index)));
    return { TableName: table.name, ...(items[0] ? { Item: items[0] } : {}) };
  }
  const { tables, writes } = services;
  const plan = planStatement(services, statement, request?.ReturnValuesOnConditionCheckFailure === "ALL_OLD");
  use(await writes.run(() => write(services, decide(services, { ...plan, table: tables.current(plan.table) }))));
  return { TableName: plan.table.name };
};
