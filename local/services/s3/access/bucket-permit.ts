import type { Permit } from "../../../access/permit";
import { ServiceError } from "../../../wire/service-error";
import { accessDenied } from "../s3-errors";
import { ANONYMOUS, policyOf } from "../s3-operation";
import type { Buckets } from "../storage/buckets";
import { isPublic } from "./public-policy";

/** What S3 asks of a caller: anonymous ones learn nothing of why not, and public policies may count for nothing. */
// fidelity: docs: S3 user guide, "Blocking public access": RestrictPublicBuckets
export const bucketPermit =
  (buckets: Buckets, permit: Permit): Permit =>
  (principal, ask) => {
    if (principal !== ANONYMOUS) return permit(principal, ask);
    const bucket = buckets.get(ask.resource.split(":::")[1]?.split("/")[0] ?? "");
    if (bucket?.publicAccessBlock?.RestrictPublicBuckets && isPublic(policyOf(bucket))) throw accessDenied();
    try {
      permit(principal, ask);
    } catch (error) {
      throw error instanceof ServiceError && error.code === "AccessDenied" ? accessDenied() : error;
    }
  };
