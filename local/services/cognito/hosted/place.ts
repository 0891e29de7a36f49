import type { ApiRequest } from "../../../wire/transport/api-request";
import { addressHere } from "../../addresses-here";
import type { UserPoolRecord, UserPools } from "../user-pools";
import { domainsOf, hostOf } from "./domains";
import type { DomainRecord } from "./records";

/**
 * Where the pages of a domain are. On AWS its name leads there. No name of AWS leads to this machine, a browser asks no
 * file of ours for names, and `*.localhost` is known to some browsers and to few other programs. So a domain is served
 * at the AWS endpoint, below the id of its pool like the pool's keys: `http://127.0.0.1:4566/eu-west-1_AbCdEfGhI/login`
 * works in every browser, in curl and in tests. Whoever names the domain in the Host header gets it too: functions, for
 * which the name leads here, over TLS; `curl -H 'Host: …'`; and `http://<prefix>.auth.<region>.localhost:4566`, where
 * one wants cookies of its own.
 */
export interface Place {
  readonly pool: UserPoolRecord;
  readonly path: string;
  readonly base: string;
  readonly url: string;
}

/** Where a request came in, when it is for the domain of a pool. */
export const placeOf = (pools: UserPools, { url, headers }: Pick<ApiRequest, "url" | "headers">): Place | undefined => {
  const { host = "" } = headers;
  const [path = ""] = url.split("?");
  const domain = namedDomain(pools, host);
  if (domain) {
    const name = hostOf(pools, domain);
    const seen = sameName(host, name) ? `https://${name}` : `http://${host}`;
    return { pool: pools.require(domain.pool), path, base: "", url: seen };
  }
  const [, id = "", rest = ""] = /^\/([^/]+)(\/.*)$/.exec(path) ?? [];
  const pool = pools.find(id);
  if (!pool || domainsOf(pools, id).length === 0) return undefined;
  return { pool, path: rest, base: `/${id}`, url: `http://${host}/${id}` };
};

/** The domain that a Host header names. */
export const namedDomain = (pools: UserPools, host: string): DomainRecord | undefined => {
  const name = withoutPort(host);
  const [, prefix, region] = /^([a-z0-9-]+)\.auth\.([a-z0-9-]+)\.(?:amazoncognito\.com|localhost)$/.exec(name) ?? [];
  if (region !== undefined && region !== pools.cloud.region) return undefined;
  const found = pools.domains.get(prefix ?? name);
  return found && (prefix === undefined) === (found.certificate !== undefined) ? found : undefined;
};

const withoutPort = (host: string): string => host.toLowerCase().replace(/:\d+$/, "");

const sameName = (host: string, name: string): boolean => withoutPort(host) === name;

/** Where a browser on this machine finds what a URL of AWS is about, when that is a domain of a pool here. */
export const localUrl = (pools: UserPools, text: string): string | undefined => {
  const [, host = "", rest = ""] = /^https:\/\/([^/?#]+)(.*)$/s.exec(text) ?? [];
  const domain = namedDomain(pools, host);
  if (!domain) return undefined;
  // A page of this machine comes back to its port, if what it opens says so.
  const returning = rest.replace(/([?&]redirect_uri=)([^&]*)/, (_, name: string, encoded: string) => {
    const here = addressHere(decodeURIComponent(encoded), pools.cloud.directory.made());
    return name + (here === undefined ? encoded : encodeURIComponent(here));
  });
  return `${pools.cloud.endpoint}/${domain.pool}${returning}`;
};
