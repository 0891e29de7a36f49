import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { KeyId, onKey } from "./kms-operation";

/** The only one that a key has. */
export const PolicyName = z.string().default("default");

/** @throws {ServiceError} */
export const checkPolicyName = (name: string): void => {
  if (name !== "default") throw new ServiceError("NotFoundException", "No such policy exists");
};

export const getKeyPolicy = operation(
  "GetKeyPolicy",
  z.object({ KeyId, PolicyName }),
  onKey("kms:GetKeyPolicy"),
  () =>
    ({ PolicyName }, { policy }) => {
      checkPolicyName(PolicyName);
      return { Policy: policy, PolicyName };
    },
);

export const listKeyPolicies = operation(
  "ListKeyPolicies",
  z.object({ KeyId, Limit: z.int().optional(), Marker: z.string().optional() }),
  onKey("kms:ListKeyPolicies"),
  () => () => ({ PolicyNames: ["default"], Truncated: false }),
);
