import type { HeaderList } from "../http/header-list";

// fidelity: observed: conformance http-proxy-response-header-remapping, http-proxy-proxy-response-remapped;
// docs: important notes: WWW-Authenticate and the rest are remapped for proxy integrations too
const NAMES = [
  "Authorization",
  "Connection",
  "Content-Length",
  "Content-MD5",
  "Date",
  "Expect",
  "Host",
  "Max-Forwards",
  "Proxy-Authenticate",
  "Server",
  "Trailer",
  "Upgrade",
  "User-Agent",
  "WWW-Authenticate",
];

const renamed = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [name.toLowerCase(), `x-amzn-Remapped-${name}`]));

const COMMON = renamed(NAMES);
const HTTP_PROXY = renamed([...NAMES, "X-Amzn-RequestId"]);

/** Gives headers of the backend that are the gateway's own matter another name. */
export const remap = (headers: HeaderList): void => {
  headers.rename(COMMON);
  headers.remove("Transfer-Encoding");
};

export const remapHttpProxy = (headers: HeaderList): void => {
  headers.rename(HTTP_PROXY);
  headers.remove("Transfer-Encoding");
  headers.remove("Via");
};
