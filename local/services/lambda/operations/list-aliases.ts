import { restOperation } from "../../../wire/operations/rest-operation";
import { shownAlias } from "./alias-of";
import { answer, functionOf, type LambdaOperation } from "./lambda-operation";

/** All in one page. */
export const listAliases: LambdaOperation = restOperation(
  "ListAliases",
  {},
  { action: "lambda:ListAliases", on: functionOf },
  ({ functions }) =>
    (_, { record }) =>
      answer(200, { Aliases: functions.aliasesOf(record.name).map((alias) => shownAlias(record, alias)) }),
);
