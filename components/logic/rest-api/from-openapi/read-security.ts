import { ArgsError } from "../../../core/args/args-error";
import { argsPath } from "../../../core/args/check-args";
import { isAuthorizer } from "../../../core/authorizer";
import { RESERVED } from "../document/security";
import type { RouteAuth } from "../route";
import { type Json, pointer, type Source } from "./source";

/** What stands for a security scheme: who may call, or `"key"`, the key of a usage plan in `x-api-key`. */
export type SchemeBinding = RouteAuth | "key";

export type SchemeBindings = Readonly<Record<string, SchemeBinding>>;

export interface Guard {
  readonly auth?: RouteAuth;
  readonly apiKey?: boolean;
}

/**
 * Who may call an operation, by what it says or else the document. Nothing where neither says it.
 *
 * @throws {ArgsError} where no scheme that it asks for is bound, and for two authorizers at once.
 */
export const guardOf = (source: Source, operation: Json, at: string, bindings: SchemeBindings): Guard => {
  const security = operation.security ?? source.document.security;
  if (!Array.isArray(security)) return {};
  const asked = security.map((one, index) => source.resolve(one, `${at}${pointer("security", String(index))}`));
  // Of a caller who may bring nothing, too, the gateway asks what it can.
  const closing = asked.filter((one) => Object.keys(one).length > 0);
  if (closing.length === 0) return { auth: "none" };
  const boundBy = (scheme: string): SchemeBinding | undefined => bindings[scheme] ?? native(source, scheme);
  const possible = closing.filter((one) => Object.keys(one).every((scheme) => boundBy(scheme) !== undefined));
  // A key alone authorizes nobody.
  const chosen = possible.find((one) => closes(one, boundBy)) ?? possible[0];
  if (chosen === undefined) {
    const unbound = closing.flatMap(Object.keys).find((scheme) => boundBy(scheme) === undefined) ?? "";
    throw new ArgsError(
      source.name,
      argsPath(["authorizers", unbound]),
      `must say who may call ${String(operation.operationId)}, which asks for it: users.authorizer(…), lambdaAuthorizer(…), "iam", "key" or "none"; or its binding has an auth of its own`,
    );
  }
  if (asked.length > 1)
    source.drops(`other ways to authorize than ${Object.keys(chosen).join(" and ")}, as it asks for one`, at);
  return guardBy(source, operation, chosen, boundBy);
};

const closes = (requirement: Json, boundBy: (scheme: string) => SchemeBinding | undefined): boolean =>
  Object.keys(requirement).some((scheme) => {
    const bound = boundBy(scheme);
    return bound !== undefined && bound !== "none" && bound !== "key";
  });

const guardBy = (
  source: Source,
  operation: Json,
  requirement: Json,
  boundBy: (scheme: string) => SchemeBinding | undefined,
): Guard => {
  const apiKey = Object.keys(requirement).some((scheme) => boundBy(scheme) === "key");
  const auths = Object.entries(requirement).flatMap(([scheme, scopes]) => {
    const bound = boundBy(scheme);
    return bound === undefined || bound === "key" ? [] : [guarding(source, scheme, bound, scopes)];
  });
  const [auth = "none", ...more] = auths.filter((one) => one !== "none");
  if (more.length > 0)
    throw new ArgsError(
      source.name,
      argsPath(["bind", String(operation.operationId)]),
      `must have an auth of its own: API Gateway asks one authorizer, and the document asks for ${Object.keys(requirement).join(" and ")}`,
    );
  return { auth, ...(apiKey && { apiKey }) };
};

/** Under the name that the document has for it, with the scopes that the operation asks for. */
const guarding = (source: Source, scheme: string, bound: RouteAuth, scopes: unknown): RouteAuth => {
  if (!isAuthorizer(bound)) return bound;
  const asked = Array.isArray(scopes) ? scopes.map(String) : [];
  const knowsScopes = bound.callers !== undefined && "token" in bound.callers && bound.callers.token === "access";
  if (asked.length > 0 && !knowsScopes)
    source.drops(
      `scopes, which it knows of access tokens of user pools alone`,
      pointer("components", "securitySchemes", scheme),
    );
  return {
    ...bound,
    ...(/^[A-Za-z0-9_-]{1,128}$/.test(scheme) && !RESERVED.includes(scheme) && { name: scheme }),
    ...(asked.length > 0 && knowsScopes && { scopes: asked }),
  };
};

/** An API key as API Gateway has them. */
const native = (source: Source, scheme: string): SchemeBinding | undefined => {
  const {
    type,
    name,
    in: place,
  } = source.resolve(schemesOf(source)[scheme], pointer("components", "securitySchemes", scheme));
  return type === "apiKey" && place === "header" && String(name).toLowerCase() === "x-api-key" ? "key" : undefined;
};

export const schemesOf = (source: Source): Json => {
  const components = source.resolve(source.document.components, "/components");
  return source.resolve(components.securitySchemes, "/components/securitySchemes");
};
