import { dynamoDbOperation } from "../dynamodb-operation";
import { invalid } from "../refusals";
import { createTableInput } from "../tables/definition-input";
import { createTable as create } from "../tables/table-control";
import { namedTable } from "./table-name";

/** The table is ready for use when the call answers; the answer says that it is being made, as on AWS. */
export const createTable = dynamoDbOperation(
  "CreateTable",
  createTableInput,
  { action: "dynamodb:CreateTable", on: namedTable },
  (services) => async (input) => {
    const { TableName } = input;
    // fidelity: observed: nubo-db/dynamodb-conformance: another text than that of the other operations
    if (TableName === undefined) {
      throw invalid("The parameter 'TableName' is required but was not present in the request");
    }
    const record = await create(services, TableName, input);
    return { TableDescription: services.describe({ record }, "CREATING") };
  },
);
