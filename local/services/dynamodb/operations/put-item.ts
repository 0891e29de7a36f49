import { dynamoDbOperation } from "../dynamodb-operation";
import { attributes } from "../input/attribute-values";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { oldOnly, writeOne } from "../items/single-write";
import { planPut, requireSmall } from "../items/write";
import { checkedItem } from "../refusals";
import { itemsOfTable, tableName } from "./table-name";
import { readWriteExpressions, WRITE_MEMBERS } from "./write-members";

const Input = structure("PutItemInput", {
  TableName: required(tableName),
  Item: required(attributes),
  ...WRITE_MEMBERS,
});

export const putItem = dynamoDbOperation(
  "PutItem",
  Input,
  { action: "dynamodb:PutItem", on: itemsOfTable("write") },
  (services) => (input) => {
    const told = oldOnly(input.ReturnValues);
    let item = input.Item;
    const options = readWriteExpressions(input, () => {
      item = checkedItem(item);
      requireSmall(item);
    });
    const plan = planPut(services.tables.require(input.TableName), item, options);
    return writeOne(services, plan, input, told);
  },
);
