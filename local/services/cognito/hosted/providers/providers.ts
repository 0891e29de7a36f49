import { ofPool } from "../../user-pools";
import type { IdentityProviderRecord } from "../records";
import type { Visit } from "../screens/screen";

/** The outside providers that a client lets its users choose from. */
export const providersOf = ({
  pools,
  pool,
  request,
}: Pick<Visit, "pools" | "pool" | "request">): readonly IdentityProviderRecord[] => {
  const { SupportedIdentityProviders = [] } = request.client.settings ?? {};
  return ofPool(pools.identityProviders, pool.id).filter(({ name }) => SupportedIdentityProviders.includes(name));
};

/** The one of them that a query names, or whose identifier it has. */
export const askedProvider = (
  visit: Pick<Visit, "pools" | "pool" | "request" | "query">,
): IdentityProviderRecord | undefined => {
  const { query } = visit;
  const [name, identifier] = [query.get("identity_provider"), query.get("idp_identifier")];
  return providersOf(visit).find((each) =>
    name !== null ? each.name === name : identifier !== null && each.identifiers.includes(identifier),
  );
};

const SHOWN: Readonly<Record<string, string>> = { SignInWithApple: "Apple", LoginWithAmazon: "Amazon" };

/** What people call a provider. */
export const shownProvider = ({ name }: IdentityProviderRecord): string => SHOWN[name] ?? name;

/** Whether users of the pool itself may sign in. */
export const takesPasswords = ({ request }: Pick<Visit, "request">): boolean =>
  request.client.settings?.SupportedIdentityProviders?.includes("COGNITO") ?? false;
