import { dynamoDbOperation } from "../dynamodb-operation";
import { structure } from "../input/structure";
import { allTables } from "./table-name";

/** Nothing is throttled here. */
// fidelity: docs: DescribeLimits: what a new account has
export const describeLimits = dynamoDbOperation(
  "DescribeLimits",
  structure("DescribeLimitsInput", {}),
  { action: "dynamodb:DescribeLimits", on: allTables },
  () => () => ({
    AccountMaxReadCapacityUnits: 80_000,
    AccountMaxWriteCapacityUnits: 80_000,
    TableMaxReadCapacityUnits: 40_000,
    TableMaxWriteCapacityUnits: 40_000,
  }),
);
