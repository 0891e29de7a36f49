import type { JsonObject } from "../../languages/json/json-object";
import { ServiceError } from "../../wire/service-error";
import type { MappingRule, PoolRolesRecord, RoleMapping } from "./identity-pools";
import { refused, type VerifiedLogin } from "./login";

/** The role that somebody gets. @throws {ServiceError} */
// fidelity: docs: Cognito developer guide, "Using role-based access control"; observed: both texts
export const roleOf = (
  roles: PoolRolesRecord,
  login: VerifiedLogin | undefined,
  custom: string | undefined,
): string => {
  const usual = login ? roles.authenticated : roles.unauthenticated;
  const mapping = login && roles.mappings[`${login.provider}:${login.clientId}`];
  const role = mapping ? mapped(mapping, login.claims, usual, custom) : usual;
  if (role) return role;
  throw new ServiceError(
    "InvalidIdentityPoolConfigurationException",
    "Invalid identity pool configuration. Check assigned IAM roles for this pool.",
  );
};

const mapped = (
  { type, ambiguous, rules }: RoleMapping,
  claims: JsonObject,
  usual: string | undefined,
  custom: string | undefined,
): string | undefined => {
  const found = type === "Rules" ? rules.find((rule) => fits(rule, claims))?.role : roleOfToken(claims, custom);
  if (found !== undefined) return found;
  if (ambiguous === "Deny") throw refused("Identity pool - Role mapping denied access");
  return usual;
};

const roleOfToken = (claims: JsonObject, custom: string | undefined): string | undefined => {
  const { "cognito:preferred_role": preferred, "cognito:roles": roles } = claims;
  const offered = Array.isArray(roles) ? roles.map(String) : [];
  if (custom !== undefined) {
    if (offered.includes(custom)) return custom;
    throw refused("Invalid login token. The custom role is not one of the token's roles.");
  }
  return typeof preferred === "string" ? preferred : offered.length === 1 ? offered[0] : undefined;
};

const fits = ({ claim, matchType, value }: MappingRule, claims: JsonObject): boolean => {
  const found = claims[claim];
  if (found === undefined) return false;
  // fidelity: guess: a list counts as its text, in which Contains finds a member
  const text = Array.isArray(found) ? found.join(",") : String(found);
  return TESTS[matchType](text, value);
};

const TESTS: Readonly<Record<MappingRule["matchType"], (found: string, value: string) => boolean>> = {
  Equals: (found, value) => found === value,
  Contains: (found, value) => found.includes(value),
  StartsWith: (found, value) => found.startsWith(value),
  NotEqual: (found, value) => found !== value,
};
