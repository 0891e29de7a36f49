import type { Cloud } from "../../../cloud/cloud";
import type { IdentityPools } from "../identity-pools";

/** What the operations of identity pools work with. */
export interface IdentityParts {
  readonly identityPools: IdentityPools;
  readonly cloud: Pick<Cloud, "access" | "clock" | "directory" | "partition" | "region" | "account">;
}
