import { dynamoDbOperation } from "../dynamodb-operation";
import { project, projectionOf } from "../expressions/project";
import { attributeValue } from "../input/attribute-values";
import { list } from "../input/collections";
import { flag, oneOf, text, whole } from "../input/plain";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { consumed, readUsage, returnConsumedCapacity } from "../items/capacity";
import { writeOne } from "../items/single-write";
import { spent } from "../items/throughput";
import { parseStatement } from "../partiql/parse-statement";
import { planStatement } from "../partiql/plan";
import { askedBy, STATEMENT_ACTIONS } from "../partiql/rights";
import { select } from "../partiql/select";
import { invalid } from "../refusals";
import type { AttributeValue, Item } from "../values/attribute-value";

export const executeStatement = dynamoDbOperation(
  "ExecuteStatement",
  structure("ExecuteStatementInput", {
    Statement: required(text({ min: 1, max: 8192 })),
    Parameters: list(attributeValue, { min: 1 }),
    ConsistentRead: flag,
    NextToken: text({ min: 1, max: 32_768 }),
    ReturnConsumedCapacity: returnConsumedCapacity,
    Limit: whole({ min: 1 }),
    ReturnValuesOnConditionCheckFailure: oneOf("ALL_OLD", "NONE"),
  }),
  {
    action: STATEMENT_ACTIONS,
    on(services, { Statement = "", Parameters = [] }, call) {
      const statement = parseStatement(Statement, Parameters as readonly AttributeValue[]); // of the right JSON
      return { asked: [askedBy(services, statement, call)], target: () => statement };
    },
  },
  (services) => async (input, statement) => {
    const isConsistent = input.ConsistentRead === true;
    if (statement.kind === "select") {
      if (statement.isExists) throw invalid("EXISTS is only for transactions");
      const after = input.NextToken === undefined ? undefined : readToken(input.NextToken);
      const { items, lastKey, table, index, bytes } = select(services, statement, {
        isConsistent,
        after,
        limit: input.Limit,
      });
      const usage = spent(services, readUsage(table, bytes, isConsistent, index));
      return {
        Items: items,
        ...(lastKey
          ? { LastEvaluatedKey: lastKey, NextToken: Buffer.from(JSON.stringify(lastKey)).toString("base64") }
          : {}),
        ...consumed(input.ReturnConsumedCapacity, usage),
      };
    }
    const plan = planStatement(services, statement, input.ReturnValuesOnConditionCheckFailure === "ALL_OLD");
    const { Attributes, ...told } = await writeOne(services, plan, input, (before, after) => {
      if (statement.kind === "insert" || !statement.returning) return undefined;
      const { what, when } = statement.returning;
      const item = when === "OLD" ? before : after;
      if (what === "ALL" || statement.kind === "delete" || !item) return item;
      return project(projectionOf(statement.actions.map(({ path }) => path)), item);
    });
    return { Items: Attributes ? [Attributes] : [], ...told };
  },
);

const readToken = (token: string): Item => {
  try {
    return attributeMap(JSON.parse(Buffer.from(token, "base64").toString()));
  } catch {
    throw invalid("Invalid NextToken");
  }
};

const attributeMap = (raw: object): Item =>
  Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, attributeValue.read(value)]));
