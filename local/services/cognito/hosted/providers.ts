import { ofPool } from "../user-pools";
import type { IdentityProviderRecord } from "./records";
import type { Visit } from "./screens/screen";

/** The outside providers that a client lets its users choose from. */
export const providersOf = ({
  pools,
  pool,
  request,
}: Pick<Visit, "pools" | "pool" | "request">): readonly IdentityProviderRecord[] => {
  const { SupportedIdentityProviders = [] } = request.client.settings ?? {};
  return ofPool(pools.identityProviders, pool.id).filter(({ name }) => SupportedIdentityProviders.includes(name));
};

/** Whether users of the pool itself may sign in. */
export const takesPasswords = ({ request }: Pick<Visit, "request">): boolean =>
  request.client.settings?.SupportedIdentityProviders?.includes("COGNITO") ?? false;
