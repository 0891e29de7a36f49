import { restOperation } from "../../../wire/operations/rest-operation";
import { configuration } from "./configuration";
import { answer, functionOf, type LambdaOperation } from "./lambda-operation";

/** All in one page. */
export const listVersionsByFunction: LambdaOperation = restOperation(
  "ListVersionsByFunction",
  {},
  { action: "lambda:ListVersionsByFunction", on: functionOf },
  () =>
    (_, { record }) => {
      const versions = [record.latest, ...Object.values(record.versions)];
      return answer(200, { Versions: versions.map((version) => configuration(record, version)) });
    },
);
