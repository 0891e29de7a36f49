import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import { type LambdaOperation, NO_CONTENT } from "./lambda-operation";

/** Of one that is not there it answers the same. */
export const deleteAlias: LambdaOperation = restOperation(
  "DeleteAlias",
  {},
  {
    action: "lambda:DeleteAlias",
    on: ({ functions }, { path: { functionName = "", name = "" } }) => {
      const { record } = functions.resolve(functionName);
      return resource(`${record.arn}:${name}`, () => ({ functionName: record.name, name }));
    },
  },
  ({ functions }) =>
    async (_, { functionName, name }) => {
      await functions.removeAlias(functionName, name);
      return NO_CONTENT;
    },
);
