import { restOperation } from "../../../wire/operations/rest-operation";
import { aliasOf, shownAlias } from "./alias-of";
import { answer, type LambdaOperation } from "./lambda-operation";

export const getAlias: LambdaOperation = restOperation(
  "GetAlias",
  {},
  { action: "lambda:GetAlias", on: aliasOf },
  () =>
    (_, { alias, record }) =>
      answer(200, shownAlias(record, alias)),
);
