import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { checkPolicy } from "../key-policy";
import { checkPolicyName, PolicyName } from "./get-key-policy";
import { KeyId, onKey } from "./kms-operation";

const Input = z.object({
  KeyId,
  PolicyName,
  Policy: z.string().min(1).max(131_072),
  BypassPolicyLockoutSafetyCheck: z.boolean().default(false),
});

export const putKeyPolicy = operation(
  "PutKeyPolicy",
  Input,
  onKey("kms:PutKeyPolicy"),
  ({ keys, cloud }) =>
    async ({ PolicyName, Policy: policy, BypassPolicyLockoutSafetyCheck: bypass }, key, { principal }) => {
      checkPolicyName(PolicyName);
      checkPolicy(policy, { principal, bypass, access: cloud.access });
      await keys.keep({ ...key, policy });
      return NO_OUTPUT;
    },
);
