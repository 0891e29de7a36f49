import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { deleteConflict } from "../errors";
import { policyOf } from "../policy-of";
import { PolicyArn } from "./iam-operation";

export const deletePolicy = operation(
  "DeletePolicy",
  z.object({ PolicyArn }),
  { action: "iam:DeletePolicy", on: policyOf },
  ({ identities }) =>
    async (_, { arn }) => {
      if (identities.attachments(arn) > 0) throw deleteConflict("Cannot delete a policy attached to entities.");
      await identities.removePolicy(arn);
      return NO_OUTPUT;
    },
);
