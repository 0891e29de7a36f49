import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { policyOf } from "../policy-of";
import { PolicyArn } from "./iam-operation";

export const deletePolicy = operation(
  "DeletePolicy",
  z.object({ PolicyArn }),
  { action: "iam:DeletePolicy", on: policyOf },
  ({ identities }) =>
    async (_, { arn }) => {
      await identities.removePolicy(arn);
      return NO_OUTPUT;
    },
);
