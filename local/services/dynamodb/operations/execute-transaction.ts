import { dynamoDbOperation } from "../dynamodb-operation";
import type { DynamoDbServices } from "../dynamodb-services";
import { attributeValue } from "../input/attribute-values";
import { list } from "../input/collections";
import { oneOf, text } from "../input/plain";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import {
  consumedInTransaction,
  joinUsage,
  readUsage,
  returnConsumedCapacity,
  TRANSACTION,
  type Usage,
} from "../items/capacity";
import { spent } from "../items/throughput";
import { allOrReasons, attempt, requireOneEach, transact } from "../items/transaction";
import { parseStatement } from "../partiql/parse-statement";
import { planExists, planStatement } from "../partiql/plan";
import { askedBy, STATEMENT_ACTIONS } from "../partiql/rights";
import { type Select, select } from "../partiql/select";
import type { Statement } from "../partiql/statement";
import { invalid } from "../refusals";
import type { AttributeValue } from "../values/attribute-value";

const Request = structure("ParameterizedStatement", {
  Statement: required(text({ min: 1, max: 8192 })),
  Parameters: list(attributeValue, { min: 1 }),
  ReturnValuesOnConditionCheckFailure: oneOf("ALL_OLD", "NONE"),
});

export const executeTransaction = dynamoDbOperation(
  "ExecuteTransaction",
  structure("ExecuteTransactionInput", {
    TransactStatements: required(list(Request, { min: 1, max: 100 })),
    ClientRequestToken: text({ min: 1, max: 36 }),
    ReturnConsumedCapacity: returnConsumedCapacity,
  }),
  {
    action: STATEMENT_ACTIONS,
    on(services, { TransactStatements = [] }, call) {
      const statements = TransactStatements.map(
        ({ Statement = "", Parameters = [] }) => parseStatement(Statement, Parameters as readonly AttributeValue[]), // of the right JSON
      );
      return { asked: statements.map((each) => askedBy(services, each, call)), target: () => statements };
    },
  },
  (services) => async (input, statements) => {
    const { ReturnConsumedCapacity: wanted, ClientRequestToken: token, ...asked } = input;
    if (statements.every(isRead)) {
      const { responses, usages } = readAll(services, statements);
      return { Responses: responses, ...consumedInTransaction(wanted, "ReadCapacityUnits", usages) };
    }
    if (statements.some(isRead)) throw invalid("Transactions cannot mix reads and writes");
    const tells = input.TransactStatements.map((each) => each.ReturnValuesOnConditionCheckFailure === "ALL_OLD");
    const numbered = statements.map((statement, at) => ({ statement, tellsItem: tells[at] === true }));
    const plans = numbered.map(({ statement, tellsItem }) =>
      attempt(() =>
        statement.kind === "select" ? planExists(services, statement) : planStatement(services, statement, tellsItem),
      ),
    );
    requireOneEach(plans);
    const usages = await services.writes.run(() => {
      if (token !== undefined && services.tokens.isDone(token, asked)) return [];
      const used = transact(services, plans);
      if (token !== undefined) services.tokens.remember(token, asked);
      return used;
    });
    return { Responses: [], ...consumedInTransaction(wanted, "WriteCapacityUnits", usages) };
  },
);

const isRead = (statement: Statement): statement is Select => statement.kind === "select" && !statement.isExists;

const readAll = (services: DynamoDbServices, statements: readonly Select[]) => {
  const usages = new Map<string, Usage>();
  const responses = allOrReasons(statements, (statement) => {
    const { items, table, index, bytes, lastKey } = select(services, statement, {
      isConsistent: statement.index === undefined,
    });
    if (items.length > 1 || lastKey) {
      throw invalid("Select statements within ExecuteTransaction must specify the primary key in the where clause.");
    }
    const usage = spent(services, readUsage(table, bytes, true, index), TRANSACTION);
    usages.set(table.name, joinUsage(usages.get(table.name), usage));
    return items[0] ? { Item: items[0] } : {};
  });
  return { responses, usages: usages.values() };
};
