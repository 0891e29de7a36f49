import type { Properties } from "../../../engine/resources/resource-type";

/** A property's name as the API spells it. */
export const apiName = (name: string) => SPELT[name] ?? name.charAt(0).toUpperCase() + name.slice(1);

/** Names of which the capital letters are not only the first. */
const SPELT: Readonly<Record<string, string>> = {
  allowedOauthFlows: "AllowedOAuthFlows",
  allowedOauthFlowsUserPoolClient: "AllowedOAuthFlowsUserPoolClient",
  allowedOauthScopes: "AllowedOAuthScopes",
  callbackUrls: "CallbackURLs",
  logoutUrls: "LogoutURLs",
  defaultRedirectUri: "DefaultRedirectURI",
};

const LOWER = new Map(Object.entries(SPELT).map(([ours, theirs]) => [theirs, ours]));

/** Properties of a program under the names of the API: those that are in `known`. */
export const apiNames = (properties: Properties, known: readonly string[]): Properties =>
  Object.fromEntries(
    Object.entries(properties).flatMap(([name, value]) =>
      known.includes(apiName(name)) && value !== undefined && value !== null
        ? [[apiName(name), renamed(value, apiName)]]
        : [],
    ),
  );

/** Members of the API under the names of the program. */
export const programNames = (value: unknown): unknown =>
  renamed(value, (name) => LOWER.get(name) ?? name.charAt(0).toLowerCase() + name.slice(1));

const renamed = (value: unknown, rename: (name: string) => string): unknown => {
  if (Array.isArray(value)) return value.map((each) => renamed(each, rename));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) =>
      each === undefined ? [] : [[rename(name), renamed(each, rename)]],
    ),
  );
};
