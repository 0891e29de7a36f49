import { ArgsError } from "../../core/args/args-error";
import { record, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";

/** What tokens of SRP and password sign-in carry, and no other scope. */
export const SIGNED_IN = "aws.cognito.signin.user.admin";

/** Those that every pool has. */
export const STANDARD_SCOPES: readonly string[] = [SIGNED_IN, "openid", "email", "phone", "profile"];

/** Scopes of APIs, by the API's identifier: `{ shop: { book: "to book seats" } }` is the scope `shop/book`. */
export type ResourceServers = Readonly<Record<string, Readonly<Record<string, string>>>>;

export const resourceServersShape = record(
  record(text("what the scope is for"), 'what each scope is for, { book: "to book seats" }'),
  'scopes by resource server, { shop: { book: "to book seats" } }',
).optional();

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateResourceServer.html (read 2026-11) */
const IDENTIFIER = /^[\x21\x23-\x5B\x5D-\x7E]{1,256}$/;
const SCOPE = /^[\x21\x23-\x2E\x30-\x5B\x5D-\x7E]{1,256}$/;
const NOT_OF_NAME = /[^\w+=,.@-]/g;
const MAX = { servers: 25, scopes: 100, description: 256 } as const;

/** @throws {ArgsError} for identifiers and scopes that Cognito refuses. */
export const checkResourceServers = (component: string, servers: ResourceServers): void => {
  const all = Object.entries(servers);
  if (all.length > MAX.servers)
    throw new ArgsError(component, "resourceServers", `must be at most ${MAX.servers} (there are ${all.length})`);
  for (const [identifier, scopes] of all) {
    const path = argsPath(["resourceServers", identifier]);
    if (!IDENTIFIER.test(identifier))
      throw new ArgsError(
        component,
        path,
        'must be called by 1 to 256 printable characters without blanks, " and \\ ("https://api.example.com")',
      );
    const count = Object.keys(scopes).length;
    if (count < 1 || count > MAX.scopes)
      throw new ArgsError(component, path, `must have 1 to ${MAX.scopes} scopes (there are ${count})`);
    for (const [scope, description] of Object.entries(scopes)) {
      const at = argsPath(["resourceServers", identifier, scope]);
      if (!SCOPE.test(scope))
        throw new ArgsError(
          component,
          at,
          'must be called by 1 to 256 printable characters without blanks, /, " and \\',
        );
      if (description.length < 1 || description.length > MAX.description)
        throw new ArgsError(component, at, `must say what it is for in 1 to ${MAX.description} characters`);
    }
  }
};

/** What the console shows for one; a name has fewer signs than an identifier. */
export const serverName = (identifier: string): string => identifier.replace(NOT_OF_NAME, "-");

/** As tokens name them. */
export const ownScopes = (servers: ResourceServers): string[] =>
  Object.entries(servers).flatMap(([identifier, scopes]) =>
    Object.keys(scopes).map((scope) => `${identifier}/${scope}`),
  );
