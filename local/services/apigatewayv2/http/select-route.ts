import type { Definition, Route } from "../definition";

export interface Selection {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** The route for a request: a full match before a greedy one, the method before ANY, then `$default`. */
// fidelity: docs: "Working with routes for HTTP APIs"
export const selectRoute = (definition: Definition, method: string, path: string): Selection | undefined => {
  const segments = path.replace(/^\/|\/$/g, "").split("/");
  const found = [...definition.values()].flatMap((route) => {
    const [own = "", template = ""] = route.key.split(" ");
    const pathParameters = own === method || own === "ANY" ? matched(template, segments) : undefined;
    return pathParameters ? [{ route, pathParameters, rank: rankOf(template) + (own === "ANY" ? "" : "x") }] : [];
  });
  // Ranks compare segment by segment: a literal before a variable before a greedy one.
  const [best] = found.sort((one, other) => (one.rank < other.rank ? 1 : -1));
  const rest = definition.get("$default");
  return best ?? (rest && { route: rest, pathParameters: {} });
};

const partsOf = (template: string): string[] => template.replace(/^\/|\/$/g, "").split("/");

const rankOf = (template: string): string =>
  partsOf(template)
    .map((part) => (part.endsWith("+}") ? "a" : part.startsWith("{") ? "b" : "c"))
    .join("");

const matched = (template: string, segments: readonly string[]): Record<string, string> | undefined => {
  const parameters: Record<string, string> = Object.create(null);
  const parts = partsOf(template);
  for (const [at, part] of parts.entries()) {
    const greedy = /^\{(.+)\+\}$/.exec(part)?.[1];
    const rest = segments.slice(at).map(decoded).join("/");
    if (greedy !== undefined) return rest === "" ? undefined : { ...parameters, [greedy]: rest };
    const [segment] = segments.slice(at);
    const name = /^\{(.+)\}$/.exec(part)?.[1];
    if (segment === undefined || (name === undefined ? segment !== part : segment === "")) return undefined;
    if (name !== undefined) parameters[name] = decoded(segment);
  }
  return parts.length === segments.length ? { ...parameters } : undefined;
};

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
