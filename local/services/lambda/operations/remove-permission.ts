import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { resourceNotFound } from "../errors";
import { functionOf, type LambdaOperation, NO_CONTENT } from "./lambda-operation";

export const removePermission: LambdaOperation = restOperation(
  "RemovePermission",
  { query: read("Qualifier") },
  { action: "lambda:RemovePermission", on: functionOf },
  ({ functions }) =>
    async ({ path: { statementId = "" } }, { arn }) => {
      const { Statement: statements } = functions.policy(arn);
      // fidelity: observed: RemovePermission
      if (statements.length === 0) throw resourceNotFound("No policy is associated with the given resource.");
      if (!statements.some(({ Sid }) => Sid === statementId)) {
        throw resourceNotFound(`Statement ${statementId} is not found in resource policy.`);
      }
      await functions.removePermission(arn, statementId);
      return NO_CONTENT;
    },
);
