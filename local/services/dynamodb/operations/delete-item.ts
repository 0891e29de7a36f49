import { dynamoDbOperation } from "../dynamodb-operation";
import { attributes } from "../input/attribute-values";
import { required } from "../input/shape";
import { structure } from "../input/structure";
import { oldOnly, writeOne } from "../items/single-write";
import { planDelete } from "../items/write";
import { checkedItem } from "../refusals";
import { itemsOfTable, tableName } from "./table-name";
import { readWriteExpressions, WRITE_MEMBERS } from "./write-members";

const Input = structure("DeleteItemInput", {
  TableName: required(tableName),
  Key: required(attributes),
  ...WRITE_MEMBERS,
});

export const deleteItem = dynamoDbOperation(
  "DeleteItem",
  Input,
  { action: "dynamodb:DeleteItem", on: itemsOfTable("write") },
  (services) => (input) => {
    const told = oldOnly(input.ReturnValues);
    let key = input.Key;
    const options = readWriteExpressions(input, () => {
      key = checkedItem(key);
    });
    const plan = planDelete(services.tables.require(input.TableName), key, options);
    return writeOne(services, plan, input, told);
  },
);
