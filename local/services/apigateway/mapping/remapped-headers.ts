import type { HeaderList } from "../http/header-list";

// fidelity: docs: important notes: the table of headers; observed, where it differs:
// conformance http-proxy-response-header-remapping, http-proxy-proxy-response-remapped
const REMAPPED = [
  "Authorization",
  "Connection",
  "Content-Length",
  "Content-MD5",
  "Date",
  "Max-Forwards",
  "Server",
  "User-Agent",
  "WWW-Authenticate",
];
const REMAPPED_OR_DROPPED = ["Expect", "Host", "Proxy-Authenticate", "Trailer", "Upgrade"];

const renamed = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [name.toLowerCase(), `x-amzn-Remapped-${name}`]));

const NON_PROXY = renamed([...REMAPPED, ...REMAPPED_OR_DROPPED]);
const LAMBDA_PROXY = renamed(REMAPPED);
const HTTP_PROXY = renamed([...REMAPPED, "X-Amzn-RequestId"]);

const DROPPED_BY_PROXIES = new Set(
  [...REMAPPED_OR_DROPPED, "TE", "Transfer-Encoding", "Via"].map((name) => name.toLowerCase()),
);

/** Gives headers that are the gateway's own matter another name, or takes them away. */
export const remapNonProxy = (headers: HeaderList): void => {
  headers.rename(NON_PROXY);
  headers.remove("Transfer-Encoding");
};

const remapProxy = (headers: HeaderList, names: ReadonlyMap<string, string>): void => {
  headers.rename(names);
  headers.removeAll(DROPPED_BY_PROXIES);
};

export const remapHttpProxy = (headers: HeaderList): void => remapProxy(headers, HTTP_PROXY);
export const remapLambdaProxy = (headers: HeaderList): void => remapProxy(headers, LAMBDA_PROXY);
