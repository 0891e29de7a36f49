import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import { configuration } from "./configuration";
import { answer, type LambdaOperation, type LambdaParts } from "./lambda-operation";

/** All in one page. */
export const listFunctions: LambdaOperation = restOperation(
  "ListFunctions",
  {},
  { action: "lambda:ListFunctions", on: () => resource("*") },
  ({ functions }: LambdaParts) =>
    () => {
      const Functions = functions.list().map((record) => configuration(record, record.latest));
      return answer(200, { Functions });
    },
);
