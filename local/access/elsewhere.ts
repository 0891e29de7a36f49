import type { Cloud } from "../cloud/cloud";
import type { Principal } from "./access";
import { createPermit, type Denial } from "./permit";
import { accountOf } from "./verdict";

/**
 * Why nothing here is reached by the ARN of another account; `undefined` for what is of this one. Whether the caller's own
 * account lets it call is asked before; the other account is taken to let it in, since nobody knows its policies here.
 *
 * @throws {ServiceError} for a caller without the right
 */
export const elsewhere = (
  { access, account }: Pick<Cloud, "access" | "account">,
  arn: string,
  asked: { readonly as: Principal | undefined; readonly action: string; readonly denial?: Denial },
): string | undefined => {
  const other = accountOf(arn);
  if (other === undefined || other === account) return undefined;
  if (asked.as) createPermit(access, asked.denial)(asked.as, { action: asked.action, resource: arn, granted: true });
  return `is of account ${other}, and this cloud has one account, ${account}`;
};
