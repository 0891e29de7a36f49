import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import type { LambdaServices } from "../lambda-services";
import { configuration } from "./configuration";
import { answer, type LambdaOperation } from "./lambda-operation";

/** All in one page. */
export const listFunctions: LambdaOperation = restOperation(
  "ListFunctions",
  {},
  { action: "lambda:ListFunctions", on: () => resource("*") },
  ({ functions }: LambdaServices) =>
    () => {
      const Functions = functions.list().map((record) => configuration(record, record.latest));
      return answer(200, { Functions });
    },
);
