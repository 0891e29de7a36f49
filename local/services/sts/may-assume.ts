import type { Access } from "../../access/access";
import { resourceVerdict } from "../../access/verdict";

/**
 * Decides as STS does on a role, whose policy is its trust policy. One that names the caller is enough; one that names
 * the account leaves it to the caller's own policies; one that names neither refuses even an administrator, and so
 * does a role that is not there.
 * fidelity: docs: IAM user guide, "Policy evaluation logic", role trust policies
 */
export const trusting = (access: Access): Pick<Access, "decide"> => ({
  decide(principal, request) {
    const trust = request.resourcePolicy && resourceVerdict(principal, request.resourcePolicy, request);
    if (!trust || trust.denied || !(trust.allowed || trust.leftToAccount)) {
      return { allowed: false, explicit: trust?.denied === true, reason: "because the role does not trust the caller" };
    }
    return access.decide(principal, request);
  },
});
