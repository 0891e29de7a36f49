import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { policyOf } from "../policy-of";
import { shownPolicy } from "../shown";
import { PolicyArn } from "./iam-operation";

export const getPolicy = operation(
  "GetPolicy",
  z.object({ PolicyArn }),
  { action: "iam:GetPolicy", on: policyOf },
  ({ identities }) =>
    (_, policy) => ({ Policy: shownPolicy(policy, identities.attachments(policy.arn)) }),
);
