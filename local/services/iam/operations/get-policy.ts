import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { PolicyArn } from "../iam-services";
import { policyOf } from "../policy-of";
import { shownPolicy } from "../shown";

export const getPolicy = operation(
  "GetPolicy",
  z.object({ PolicyArn }),
  { action: "iam:GetPolicy", on: policyOf },
  ({ identities }) =>
    (_, policy) => ({ Policy: shownPolicy(policy, identities.attachments(policy.arn)) }),
);
