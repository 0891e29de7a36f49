import { ArgsError } from "../../core/args/args-error";
import { type Authorizer, isAuthorizer, type Opening } from "../../core/authorizer";
import type { RouteAuth } from "./route";
import type { ParsedKey } from "./route-key";

type Guarded = ParsedKey & { readonly auth: RouteAuth };

/**
 * Holds the routes that an authorizer tells apart against those that it guards.
 *
 * @throws {ArgsError} for a route that nobody could call, one that is none of the API, and one that would be open to more
 * callers than are named: in the policy of an authorizer, `*` of a parameter stands for slashes, too.
 */
export const checkOpened = (component: string, routes: readonly Guarded[]): void => {
  const authorizers = new Set(routes.flatMap(({ auth }) => (isAuthorizer(auth) ? [auth] : [])));
  for (const authorizer of authorizers)
    if (authorizer.opens !== undefined)
      checkAuthorizer(
        component,
        authorizer,
        authorizer.opens,
        routes.filter(({ auth }) => auth === authorizer),
      );
};

const checkAuthorizer = (
  component: string,
  { name }: Authorizer,
  opens: readonly Opening[],
  guarded: readonly Guarded[],
): void => {
  const openersOf = (key: string) => opens.filter(({ routes }) => routes.includes(key)).map(({ by }) => by);
  for (const { by, routes } of opens)
    for (const route of routes)
      if (!guarded.some(({ key }) => key === route))
        throw new ArgsError(
          component,
          "routes",
          `must hold ${route} with auth ${name}, which opens it to ${by}; mend it there or add the route`,
        );
  for (const { key } of guarded) {
    const at = `routes[${JSON.stringify(key)}].auth`;
    const openers = openersOf(key);
    if (openers.length === 0)
      throw new ArgsError(
        component,
        at,
        `must open the route to somebody: ${name} tells routes apart, and opens ${key} to no scope, to no role and not to everyone`,
      );
    for (const other of guarded) {
      const wider = other.key !== key && covers(other, key) ? openersOf(other.key) : [];
      const leaking = wider.find((by) => !openers.includes(by));
      if (leaking !== undefined)
        throw new ArgsError(
          component,
          at,
          `must be open to ${leaking} as well, as ${other.key} is: in a policy the * of its parameter stands for this route, too; open both to the same, or move one to another path`,
        );
    }
  }
};

/** Whether what opens a route in a policy opens requests of another one, too. */
const covers = ({ key }: ParsedKey, other: string): boolean =>
  new RegExp(`^${key.split(PARAMETERS).map(escaped).join(".+")}$`).test(other);

const PARAMETERS = /\{[^}]*\}/;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
