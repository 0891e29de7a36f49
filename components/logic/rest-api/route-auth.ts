import { isDeepStrictEqual } from "node:util";
import { ArgsError } from "../../core/args/args-error";
import { type Authorizer, isAuthorizer } from "../../core/authorizer";
import { RESERVED } from "./document/security";
import { AUTH_RULE, type RouteAuth } from "./route";
import type { ParsedKey } from "./route-key";

/**
 * Each route with who may call it: a missing word must never open one, nor one authorizer stand for another.
 *
 * @throws {ArgsError} for a route of which nobody said it, and for a name that API Gateway refuses or two authorizers have.
 */
export const withAuth = <R extends ParsedKey & { readonly auth: RouteAuth | undefined }>(
  component: string,
  routes: readonly R[],
) => {
  const known = new Map<string, Authorizer>();
  return routes.map(({ auth, ...route }) => {
    const at = `routes[${JSON.stringify(route.key)}].auth`;
    // Types do not hold this.
    if (auth !== "none" && auth !== "iam" && !isAuthorizer(auth)) throw new ArgsError(component, at, AUTH_RULE);
    if (isAuthorizer(auth)) {
      checkAuthorizer(component, at, auth, known.get(auth.name) ?? auth);
      known.set(auth.name, auth);
    }
    return { ...route, auth };
  });
};

const checkAuthorizer = (component: string, at: string, { name, settings }: Authorizer, other: Authorizer): void => {
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(name) || RESERVED.includes(name))
    throw new ArgsError(
      component,
      at,
      `must have a name of 1 to 128 letters, digits, hyphens and underscores, and none of ${RESERVED.join(" and ")} (it is "${name}")`,
    );
  if (!isDeepStrictEqual(other.settings, settings))
    throw new ArgsError(component, at, `must have a name of its own: another authorizer is called ${name}`);
};
