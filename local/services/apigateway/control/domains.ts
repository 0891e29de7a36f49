import type { Collection } from "../../../data/storage";

export interface DomainRecord {
  readonly name: string;
  /** The truststore's certificates in PEM, and the HTTPS port that it was last served on. */
  readonly mutualTls?: { readonly truststore: string; readonly port: number };
}

/** The domain that answers for a host: the one of that name, else `*.example.com` over it. */
// fidelity: docs: how-to-custom-domains, wildcard custom domain names: the most specific name wins, "*" is one label
export const domainOf = (names: { has(name: string): boolean }, host: string): string | undefined => {
  if (names.has(host)) return host;
  const wildcard = `*${host.replace(/^[^.]*/, "")}`;
  return names.has(wildcard) ? wildcard : undefined;
};

/** Part of a domain that leads to an API. */
export interface MappingRecord {
  readonly domain: string;
  /** Without slashes at its ends; empty: the whole domain. */
  readonly basePath: string;
  readonly apiId: string;
  /** Absent: the first segment after the base path names the stage. */
  readonly stage?: string;
}

/** Where a request to a custom domain goes. */
export interface MappedTarget {
  readonly apiId: string;
  readonly stage: string;
  /** The mapping's base path. */
  readonly basePath: string;
  /** Path and query below the stage. */
  readonly rest: string;
}

/** The mapping with the longest base path that the request is under; `undefined`: AWS answers Forbidden. */
// fidelity: docs: rest-api-mappings (the longest matching path), how-to-custom-domains
export const mappedTarget = (mappings: readonly MappingRecord[], target: string): MappedTarget | undefined => {
  const [path = "/"] = target.split("?", 1);
  const query = target.slice(path.length);
  const [found] = mappings
    .filter(({ basePath }) => basePath === "" || path === `/${basePath}` || path.startsWith(`/${basePath}/`))
    .sort((a, b) => b.basePath.length - a.basePath.length);
  if (!found) return undefined;
  const below = found.basePath === "" ? path : path.slice(found.basePath.length + 1);
  const { apiId, basePath } = found;
  if (found.stage) return { apiId, basePath, stage: found.stage, rest: below + query };
  const [, stage = "", rest = ""] = /^\/([^/]*)(.*)$/.exec(below) ?? [];
  return { apiId, basePath, stage, rest: rest + query };
};

export const mappingsOf = (mappings: Collection<MappingRecord>, domain: string): MappingRecord[] =>
  [...mappings.entries()].map(([, mapping]) => mapping).filter((mapping) => mapping.domain === domain);
