import { dynamoDbOperation } from "../dynamodb-operation";
import { project, projectionOf } from "../expressions/project";
import type { Update } from "../expressions/update";
import { attributes } from "../input/attribute-values";
import { text } from "../input/plain";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { writeOne } from "../items/single-write";
import { planUpdate } from "../items/write";
import { attributeUpdates, readUpdates } from "../legacy/updates";
import { checkedItem } from "../refusals";
import type { Item } from "../values/attribute-value";
import { itemsOfTable, tableName } from "./table-name";
import { readWriteExpressions, WRITE_MEMBERS } from "./write-members";

const Input = structure("UpdateItemInput", {
  TableName: required(tableName),
  Key: required(attributes),
  UpdateExpression: text(),
  AttributeUpdates: attributeUpdates,
  ...WRITE_MEMBERS,
});

export const updateItem = dynamoDbOperation(
  "UpdateItem",
  Input,
  { action: "dynamodb:UpdateItem", on: itemsOfTable("write") },
  (services) => (input) => {
    let key = input.Key;
    let older: Update | undefined;
    const expressions = readWriteExpressions(
      input,
      () => {
        key = checkedItem(key);
        older = input.AttributeUpdates && readUpdates(input.AttributeUpdates);
      },
      ["UpdateExpression", "ConditionExpression"],
      ["AttributeUpdates", "Expected", "ConditionalOperator"],
    );
    const update = expressions.update ?? older;
    const plan = planUpdate(services.tables.require(input.TableName), key, update, expressions);
    return writeOne(services, plan, input, told(input.ReturnValues, update));
  },
);

// fidelity: docs: UpdateItem, ReturnValues: of the updated attributes what was changed alone
const told =
  (wanted = "NONE", update: Update = { actions: [] }) =>
  (before: Item | undefined, after: Item | undefined): Item | undefined => {
    if (wanted === "NONE") return undefined;
    const item = wanted.endsWith("OLD") ? before : after;
    if (!item || wanted.startsWith("ALL")) return item;
    return project(projectionOf(update.actions.map(({ path }) => path)), item);
  };
