import { ArgsError } from "../../core/args/args-error";

export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

export type Method = (typeof METHODS)[number];

/** Method and path, `"GET /orders/{orderId}"`; `{rest+}` as the last segment takes all that follows. */
export type RouteKey = `${Method} /${string}`;

export interface ParsedKey {
  readonly key: RouteKey;
  readonly method: Method;
  readonly path: string;
  readonly parameters: readonly string[];
}

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-known-issues.html: characters of a segment (read 2026-11) */
const SEGMENT = /^[A-Za-z0-9._,:-]+$/;
export const PARAMETER = /^\{([A-Za-z0-9._:-]+)(\+?)\}$/;

/** @throws {ArgsError} unless the key is a method, one blank and a path of valid segments. */
export const parseRouteKey = (component: string, key: string): ParsedKey => {
  const refuse = (rule: string): never => {
    throw new ArgsError(component, `routes[${JSON.stringify(key)}]`, rule);
  };
  const [, method = "", path = ""] = /^(\S+) (\/\S*)$/.exec(key) ?? refuse(`must read "METHOD /path", with one blank`);
  if (!isMethod(method)) return refuse(`must begin with one of ${METHODS.join(", ")} (it is ${method})`);
  const segments = path === "/" ? [] : path.slice(1).split("/");
  const parameters = segments.flatMap((segment, index) => {
    if (segment === "") return refuse("must not have an empty segment or a slash at its end");
    const [, name, greedy] = PARAMETER.exec(segment) ?? [];
    if (name === undefined)
      return SEGMENT.test(segment)
        ? []
        : refuse(`has a segment ${segment}: letters, digits and . _ , : - are allowed, or one whole {parameter}`);
    if (greedy && index < segments.length - 1) refuse(`may have ${segment} only at its end`);
    return [name];
  });
  const twice = parameters.find((name, index) => parameters.indexOf(name) !== index);
  if (twice !== undefined) refuse(`names the parameter {${twice}} twice`);
  // Method and path were just taken out of it.
  return { key: key as RouteKey, method, path, parameters };
};

const isMethod = (text: string): text is Method => (METHODS as readonly string[]).includes(text);
