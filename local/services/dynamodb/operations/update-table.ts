import { dynamoDbOperation } from "../dynamodb-operation";
import { updateTable as update, updateTableInput } from "../tables/table-update";
import { namedTable } from "./table-name";

export const updateTable = dynamoDbOperation(
  "UpdateTable",
  updateTableInput,
  { action: "dynamodb:UpdateTable", on: namedTable },
  (services) => async (input) => {
    const { record } = await update(services, input);
    return { TableDescription: services.describe({ record }, "UPDATING") };
  },
);
