import { type DynamoDbOperation, dynamoDbOperation } from "../dynamodb-operation";
import type { DynamoDbServices } from "../dynamodb-services";
import { readExpressions } from "../expressions/read-expressions";
import { attributes } from "../input/attribute-values";
import { list } from "../input/collections";
import { text } from "../input/plain";
import { required, type ValueOf } from "../input/shape";
import { structure } from "../input/structure";
import { consumedInTransaction, returnConsumedCapacity } from "../items/capacity";
import { metricsByTable, returnItemCollectionMetrics } from "../items/collection-metrics";
import { type Attempt, attempt, isPlanned, requireOneEach, transact } from "../items/transaction";
import { type PlannedWrite, planCheck, planDelete, planPut, planUpdate } from "../items/write";
import { checkedItem, invalid } from "../refusals";
import { conditionKeys } from "../rights/condition-keys";
import { requireFilledKey } from "../tables/check-key";
import type { Table } from "../tables/table";
import { tableName } from "./table-name";
import { CONDITION_MEMBERS } from "./write-members";

const MEMBERS = { TableName: required(tableName), ...CONDITION_MEMBERS };

const Action = structure("TransactWriteItem", {
  ConditionCheck: structure("ConditionCheck", {
    ...MEMBERS,
    Key: required(attributes),
    ConditionExpression: required(text()),
  }),
  Put: structure("Put", { ...MEMBERS, Item: required(attributes) }),
  Delete: structure("Delete", { ...MEMBERS, Key: required(attributes) }),
  Update: structure("Update", { ...MEMBERS, Key: required(attributes), UpdateExpression: required(text()) }),
});

const Input = structure("TransactWriteItemsInput", {
  TransactItems: required(list(Action, { min: 1, max: 100 })),
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  ClientRequestToken: text({ min: 1, max: 36 }),
});

const ACTIONS = {
  Put: "dynamodb:PutItem",
  Update: "dynamodb:UpdateItem",
  Delete: "dynamodb:DeleteItem",
  ConditionCheck: "dynamodb:ConditionCheckItem",
} as const;

const kindsOf = (action: { readonly [Kind in keyof typeof ACTIONS]?: unknown }) =>
  (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).filter((kind) => action[kind] !== undefined);

export const transactWriteItems: DynamoDbOperation = dynamoDbOperation(
  "TransactWriteItems",
  Input,
  {
    action: Object.values(ACTIONS),
    on: ({ tables }, { TransactItems = [], ReturnConsumedCapacity }, { principal }) => ({
      asked: TransactItems.flatMap((action) =>
        kindsOf(action).flatMap((kind) => {
          const asked = action[kind];
          if (asked?.TableName === undefined) return [];
          const asking = { ...asked, ReturnConsumedCapacity };
          const keys = conditionKeys(tables, principal, "write", asking, "TransactWriteItems");
          return [{ action: ACTIONS[kind], resource: tables.arn(asked.TableName), ...keys }];
        }),
      ),
      target: () => undefined,
    }),
  },
  (services) => async (input) => {
    const { ClientRequestToken: token, ReturnConsumedCapacity, ReturnItemCollectionMetrics, ...asked } = input;
    const plans = plan(services, asked.TransactItems);
    const usages = await services.writes.run(() => {
      if (token !== undefined && services.tokens.isDone(token, asked)) return [];
      const used = transact(services, plans);
      if (token !== undefined) services.tokens.remember(token, asked);
      return used;
    });
    return {
      ...consumedInTransaction(ReturnConsumedCapacity, "WriteCapacityUnits", usages),
      ...(ReturnItemCollectionMetrics === "SIZE"
        ? { ItemCollectionMetrics: metricsByTable(plans.filter(isPlanned)) }
        : {}),
    };
  },
);

const plan = ({ tables }: DynamoDbServices, actions: readonly ValueOf<typeof Action>[]): Attempt[] => {
  const read = actions.map(readAction);
  const found = read.map(({ name, plan }) => ({ table: tables.require(name), plan }));
  const attempts = found.map(({ table, plan }) => attempt(() => plan(table)));
  requireOneEach(attempts);
  return attempts;
};

interface ReadAction {
  readonly name: string;
  readonly plan: (table: Table) => PlannedWrite;
}

/** What is wrong with an action whatever its table is, is wrong with the whole call. */
const readAction = (action: ValueOf<typeof Action>): ReadAction => {
  if (kindsOf(action).length !== 1) {
    throw invalid("TransactItems can only contain one of Check, Put, Update or Delete");
  }
  const { Put, Update, Delete, ConditionCheck } = action;
  if (Put) {
    const item = checkedItem(Put.Item);
    const options = readOptions(Put);
    return { name: Put.TableName, plan: (table) => planPut(table, item, options) };
  }
  if (Update) {
    const key = requireFilledKey(checkedItem(Update.Key));
    const options = readOptions(Update, ["UpdateExpression", "ConditionExpression"]);
    return { name: Update.TableName, plan: (table) => planUpdate(table, key, options.update, options) };
  }
  if (Delete) {
    const key = requireFilledKey(checkedItem(Delete.Key));
    const options = readOptions(Delete);
    return { name: Delete.TableName, plan: (table) => planDelete(table, key, options) };
  }
  if (!ConditionCheck) throw new Error("an action of a transaction that is none");
  const key = requireFilledKey(checkedItem(ConditionCheck.Key));
  const options = readOptions(ConditionCheck);
  return { name: ConditionCheck.TableName, plan: (table) => planCheck(table, key, options) };
};

const readOptions = (
  input: Parameters<typeof readExpressions>[0] & { readonly ReturnValuesOnConditionCheckFailure?: string },
  members: Parameters<typeof readExpressions>[1] = ["ConditionExpression"],
) => ({
  ...readExpressions(input, members),
  tellsItem: input.ReturnValuesOnConditionCheckFailure === "ALL_OLD",
});
