import { parsePolicy } from "../../access/policy-document";

/** A policy property is JSON text or, in typed programs, an object. */
export const policyText = (policy: unknown): string => (typeof policy === "string" ? policy : JSON.stringify(policy));

/** What is wrong with the policy in `property`, as a check reports it. */
export const policyViolations = (property: string, policy: unknown) => {
  try {
    parsePolicy(policy);
    return [];
  } catch (error) {
    return [{ property, reason: error instanceof Error ? error.message : String(error) }];
  }
};
