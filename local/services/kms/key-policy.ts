import type { Access, Principal } from "../../access/access";
import { parsePolicy } from "../../access/policy-document";
import { ServiceError } from "../../wire/service-error";

/** @throws {ServiceError} for what is no policy, and for one under which its writer could not mend it any more */
// fidelity: docs: PutKeyPolicy, BypassPolicyLockoutSafetyCheck
export const checkPolicy = (
  text: string,
  { principal, bypass, access }: { principal: Principal; bypass: boolean; access: Pick<Access, "decide"> },
): void => {
  const policy = readPolicy(text);
  if (bypass) return;
  const request = { action: "kms:PutKeyPolicy", resource: "*", resourcePolicy: policy, delegated: true };
  if (access.decide(principal, request).allowed) return;
  throw new ServiceError(
    "MalformedPolicyDocumentException",
    "The new key policy will not allow you to update the key policy in the future.",
  );
};

/** @throws {ServiceError} in the words of KMS */
export const readPolicy = (text: string) => {
  try {
    return parsePolicy(text);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    throw new ServiceError("MalformedPolicyDocumentException", error.message);
  }
};
