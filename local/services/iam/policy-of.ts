import { resource, type Subject } from "../../wire/operations/right";
import { noSuchEntity } from "./errors";
import type { IamParts } from "./operations/iam-operation";
import type { PolicyRecord } from "./role-record";

/** The managed policy of the account that a call names, which must be there. */
export const policyOf = (
  { identities }: IamParts,
  { PolicyArn }: { readonly PolicyArn: string },
): Subject<PolicyRecord> =>
  resource(PolicyArn, () => {
    const policy = identities.policy(PolicyArn);
    if (!policy) throw noSuchEntity(`Policy ${PolicyArn} was not found.`);
    return policy;
  });
