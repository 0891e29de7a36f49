import { ArgsError } from "../../../core/args/args-error";
import { either, object, oneOf, record, suggestion } from "../../../core/args/args-shape";
import { argsPath, checkArgs } from "../../../core/args/check-args";
import { shown } from "../../../core/args/shown";
import { TARGET_RULE, type Target, targetShape } from "../../../core/target";
import { type RestApiArgs, restApiShape } from "../args";
import { planDocumented, type RestApiPlan } from "../plan";
import { authShape, openRouteShape, type Route } from "../route";
import { type ReadOperation, readOperations } from "./read-operations";
import { type SchemeBindings, schemesOf } from "./read-security";
import { type Source, sourceOf } from "./source";

/** Where an operation leads, and what the document cannot say of it. */
export type OperationBinding = Pick<Route, "to" | "auth" | "groups" | "apiKey" | "throttle">;

export interface FromOpenApiArgs extends Omit<RestApiArgs, "routes"> {
  /** A target for each operation of the document, by its operationId; `mock({ status: 501 })` for one that is not built yet. */
  readonly bind: Readonly<Record<string, Target | OperationBinding>>;
  /**
   * Who may call, by the names of the document's security schemes. An API key in `x-api-key` is that of a usage plan and
   * needs no word. What the document says nothing of has the `auth` of the API.
   *
   * @default {}
   */
  readonly authorizers?: SchemeBindings;
  /** What becomes of the path of the document's first server. @default "ignored": the stage stands in its place */
  readonly basePath?: "ignored" | "prepended";
}

const { routes: _, ...others } = restApiShape;
const { to, auth, groups, apiKey, throttle } = openRouteShape;

const isTarget = (value: unknown): value is Target => targetShape.safeParse(value).success;

const bindingRule = `${TARGET_RULE}, or { to: … }`;

const shape = object<FromOpenApiArgs>({
  ...others,
  bind: record(
    either(
      isTarget,
      object<Partial<OperationBinding>>({ to: to.optional(), auth, groups, apiKey, throttle }, TARGET_RULE),
    ),
    "targets by operationId, { listPets: listPets }",
  ),
  authorizers: record(
    either((value) => value === "key", authShape.unwrap()),
    "who may call by the names of security schemes, { petstore_auth: users.authorizer(…) }",
  ).optional(),
  basePath: oneOf("ignored", "prepended").optional(),
});

/**
 * The plan of an API whose routes a document says.
 *
 * @throws {ArgsError} for operations without an operationId or a target, targets of no operation, security schemes that
 * are not bound, and what API Gateway refuses.
 */
export const planFromOpenApi = (name: string, document: object, args: FromOpenApiArgs): RestApiPlan => {
  checkArgs(name, args, shape);
  const { bind, authorizers = {}, basePath = "ignored", ...rest } = args;
  const source = sourceOf(name, document);
  const operations = readOperations(source, serverPath(source, basePath));
  checkNames(
    name,
    "bind",
    bind,
    operations.map(({ operationId }) => operationId),
    "an operation",
  );
  checkNames(name, "authorizers", authorizers, Object.keys(schemesOf(source)), "a security scheme");
  const routes = Object.fromEntries(operations.map((one) => [one.key, bound(name, one, bind, authorizers)]));
  const documented = Object.fromEntries(operations.map(({ key, route }) => [key, route]));
  const { title, version, description } = source.resolve(source.document.info, "/info");
  return planDocumented(
    name,
    { ...rest, routes },
    {
      documented,
      info: {
        title: String(title ?? name),
        version: String(version ?? "1.0"),
        ...(typeof description === "string" && { description }),
      },
      dropped: source.dropped(),
    },
  );
};

const bound = (
  name: string,
  { operationId, guard }: ReadOperation,
  bind: FromOpenApiArgs["bind"],
  authorizers: SchemeBindings,
): Route => {
  const binding = bind[operationId];
  const route = isTarget(binding) ? { to: binding } : binding;
  if (route?.to === undefined)
    throw new ArgsError(
      name,
      argsPath(["bind", operationId]),
      `must be ${bindingRule} (it is ${shown(binding)}): the document has this operation`,
    );
  return { ...(route.auth === undefined && guard(authorizers)), ...route };
};

const checkNames = (name: string, at: string, given: object, known: readonly string[], what: string): void => {
  const unknown = Object.keys(given).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new ArgsError(
      name,
      argsPath([at, unknown]),
      `must be of ${what} of the document; ${suggestion(unknown, known, "it has")}`,
    );
};

const serverPath = (source: Source, basePath: NonNullable<FromOpenApiArgs["basePath"]>): string => {
  const { servers } = source.document;
  const { url, variables } = source.resolve(Array.isArray(servers) ? servers[0] : undefined, "/servers/0");
  const filled = String(url ?? "").replace(/\{([^}]*)\}/g, (_, variable: string) =>
    String(Object(Object(variables)[variable]).default ?? ""),
  );
  const path = filled.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, "").replace(/\/+$/, "");
  if (path === "" || !path.startsWith("/")) return "";
  if (basePath === "prepended") return path;
  source.drops(
    `the path of its server, ${path}, which basePath: "prepended" would put before its routes`,
    "/servers/0",
  );
  return "";
};
