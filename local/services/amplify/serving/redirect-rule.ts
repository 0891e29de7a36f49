import { compilePattern, type Pattern } from "../../../languages/patterns/compile-pattern";

/** Status of a rule that a program declares. */
export type RuleStatus = "200" | "301" | "302" | "404" | "404-200";

export interface DeclaredRule {
  readonly source: string;
  readonly target: string;
  readonly status?: string | undefined;
  /** `<US>`: for viewers of this country alone. */
  readonly condition?: string | undefined;
}

export interface RuleRequest {
  /** In lower case, without port. */
  readonly host: string;
  readonly path: string;
  /** Without `?`. */
  readonly query: string;
  /** Two capitals, where it is known. */
  readonly country?: string | undefined;
}

export interface RedirectRule {
  readonly status: RuleStatus;
  /** Where a request is led; undefined where the rule is not for it. */
  targetOf(request: RuleRequest): string | undefined;
}

/** @throws SyntaxError for an expression that is none */
// fidelity: docs: Amplify Hosting user guide, "Setting up redirects and rewrites"
export const readRule = ({ source, target, status = "302", condition }: DeclaredRule): RedirectRule => {
  const country = /^<(\w+)>$/.exec(condition ?? "")?.[1]?.toUpperCase();
  const read = /^<\/.*\/>$/s.test(source) ? ofExpression(source.slice(2, -2)) : ofAddress(source);
  return {
    status: status as RuleStatus, // the record of the type lets no others in
    targetOf(request) {
      if (country !== undefined && country !== request.country) return undefined;
      const bound = read(request);
      return bound && led(target, bound, request, status);
    },
  };
};

interface Bound {
  /** Placeholder, or `*`, to what stands in its place. */
  readonly values: ReadonlyMap<string, string>;
  /** What follows a source that is a domain alone. */
  readonly below: string;
  /** The source names query parameters. */
  readonly hasQuery: boolean;
}

type Reader = (request: RuleRequest) => Bound | undefined;

const NOTHING: Bound = { values: new Map(), below: "", hasQuery: false };

const ofExpression = (expression: string): Reader => {
  const pattern = compilePattern(expression);
  return ({ path }) => (pattern.test(path) ? NOTHING : undefined);
};

const ofAddress = (source: string): Reader => {
  const [, domain, rest = ""] = /^(?:https?:\/\/([^/?]+))?(.*)$/is.exec(source) ?? [];
  const [path = "", ...query] = rest.split("?");
  const ofDomain = domain === undefined ? undefined : template(domain.toLowerCase());
  // A domain alone is for all its paths.
  const ofPath = template(path);
  const parameters = pairsOf(query.join("?")).map(([name, value]) => [name, template(value)] as const);
  return (request) => {
    const sent = new Map(pairsOf(request.query));
    const found = [
      ofDomain?.(request.host) ?? (ofDomain ? undefined : new Map<string, string>()),
      domain !== undefined && path === "" ? new Map<string, string>() : ofPath(request.path),
      ...parameters.map(([name, value]) => value(sent.get(name) ?? "")),
    ];
    const values = new Map<string, string>();
    for (const each of found) {
      if (!each) return undefined;
      for (const [name, value] of each) values.set(name, value);
    }
    const below = domain !== undefined && path === "" ? request.path : "";
    return { values, below, hasQuery: parameters.length > 0 };
  };
};

const pairsOf = (query: string): [string, string][] =>
  query
    .split("&")
    .filter(Boolean)
    .map((part) => {
      const at = part.indexOf("=");
      return at < 0 ? [part, ""] : [part.slice(0, at), part.slice(at + 1)];
    });

/** `<*>` is any text, `<name>` one segment. */
const PLACE = /<(\*|[\w-]+)>/g;

const template = (text: string): ((value: string) => Map<string, string> | undefined) => {
  const names = [...text.matchAll(PLACE)].map(([, name = ""]) => name);
  if (names.length === 0) return (value) => (value === text ? new Map() : undefined);
  const literals = text.split(/<(?:\*|[\w-]+)>/).map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  const source = literals.reduce((all, part, at) => `${all}${names[at - 1] === "*" ? "(.*)" : "([^/]+)"}${part}`);
  const pattern: Pattern = compilePattern(`^${source}$`, "s", text);
  return (value) => {
    const [match] = pattern.matchAll(value);
    return match && new Map(names.map((name, at) => [name, match[at + 1] ?? ""]));
  };
};

const led = (target: string, { values, below, hasQuery }: Bound, { query }: RuleRequest, status: string): string => {
  const filled = target.replace(PLACE, (place, name: string) => values.get(name) ?? place) + below;
  // fidelity: docs: the same page, Query parameters: forwarded with 301 and 302, unless source or target have some
  const isForwarded = (status === "301" || status === "302") && query !== "" && !hasQuery && !target.includes("?");
  return isForwarded ? `${filled}?${query}` : filled;
};
