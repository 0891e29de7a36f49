import { createHash } from "node:crypto";
import { isObject, type JsonObject, objectOf, textOf } from "../../../languages/json/json-object";
import type { Findings } from "./import-error";

export type Basepath = "ignore" | "prepend" | "split";

// fidelity: docs: apigateway-import-api-basePath; observed: conformance import-basepath-*
export const basePathOf = (document: JsonObject, mode: Basepath): string => {
  if (mode === "ignore") return "";
  const servers = Array.isArray(document.servers) ? document.servers.map(objectOf) : [];
  const [declared] = servers.flatMap(({ variables }) => textOf(objectOf(objectOf(variables).basePath).default) ?? []);
  const path = declared ?? pathOf(textOf(servers[0]?.url) ?? "");
  const segments = path.split("/").filter((segment) => segment !== "");
  return (mode === "split" ? segments.slice(1) : segments).map((segment) => `/${segment}`).join("");
};

export const joinPath = (base: string, path: string): string =>
  `/${`${base}${path}`.split("/").filter(Boolean).join("/")}`;

const pathOf = (url: string): string =>
  /^(?:[a-z]+:)?\/\/[^/]*(\/.*)?$/i.exec(url)?.[1] ?? (url.startsWith("/") ? url : "");

export interface DocumentResources {
  /** Path to resource id, with the resources in between. */
  readonly ids: ReadonlyMap<string, string>;
  /** Resource path to its item of the document. */
  readonly items: ReadonlyMap<string, JsonObject>;
}

/** The resource tree of the document's paths, checked as AWS checks it. */
export const readResources = (document: JsonObject, base: string, findings: Findings): DocumentResources => {
  const ids = new Map([["/", resourceId("/")]]);
  const items = new Map<string, JsonObject>();
  const variables = new Map<string, string>();
  for (const [path, item] of Object.entries(objectOf(document.paths))) {
    if (!path.startsWith("/")) {
      if (!path.startsWith("x-")) findings.error(`Invalid path '${path}': a path begins with /`);
      continue;
    }
    const full = joinPath(base, path);
    if (addResource(full, ids, variables, findings) && isObject(item)) items.set(full, item);
  }
  return { ids, items };
};

const addResource = (
  path: string,
  ids: Map<string, string>,
  variables: Map<string, string>,
  findings: Findings,
): boolean => {
  let parent = "";
  for (const part of path.split("/").slice(1).filter(Boolean)) {
    const current = `${parent}/${part}`;
    if (!ids.has(current)) {
      const problem = partProblem(part, parent, variables);
      if (problem) {
        findings.error(`Unable to create resource at path '${path}': ${problem}`);
        return false;
      }
      ids.set(current, resourceId(current));
      if (part.startsWith("{")) variables.set(parent, part);
    }
    parent = current;
  }
  return true;
};

// fidelity: observed: conformance import-sibling-variable-refused; docs: known issues, path segment characters
const partProblem = (part: string, parent: string, variables: ReadonlyMap<string, string>): string | undefined => {
  if (!/^(?:[a-zA-Z0-9._,:-]+|\{[a-zA-Z0-9._:-]+\+?\})$/.test(part)) {
    return "Resource's path part only allow a-zA-Z0-9._-: or a valid greedy path variable and curly braces at the beginning and the end.";
  }
  if (parent.endsWith("+}")) {
    return `Cannot create a child of a resource with a greedy path variable: ${parent.split("/").at(-1)}`;
  }
  const sibling = part.startsWith("{") ? variables.get(parent) : undefined;
  return sibling
    ? `A sibling (${sibling}) of this resource already has a variable path part -- only one is allowed`
    : undefined;
};

/** Ten letters and digits as AWS's, the same for a path in every import. */
const resourceId = (path: string): string =>
  BigInt(`0x${createHash("sha256").update(path).digest("hex").slice(0, 16)}`)
    .toString(36)
    .padStart(10, "0")
    .slice(0, 10);
