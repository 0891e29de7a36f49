import type { HeaderList } from "../http/header-list";

// fidelity: observed: conformance http-proxy-response-header-remapping, http-proxy-proxy-response-remapped
const renamed = (names: readonly string[]): ReadonlyMap<string, string> =>
  new Map(names.map((name) => [name.toLowerCase(), `x-amzn-Remapped-${name}`]));

const COMMON_NAMES = ["Connection", "Content-Length", "Date", "Server"];
const COMMON = renamed(COMMON_NAMES);
const NON_PROXY = renamed([
  ...COMMON_NAMES,
  "Authorization",
  "Content-MD5",
  "Expect",
  "Host",
  "Max-Forwards",
  "Proxy-Authenticate",
  "Trailer",
  "Upgrade",
  "User-Agent",
  "WWW-Authenticate",
]);
const HTTP_PROXY = renamed([...COMMON_NAMES, "X-Amzn-RequestId"]);

const remap = (headers: HeaderList, names: ReadonlyMap<string, string>): void => {
  headers.rename(names);
  headers.remove("Transfer-Encoding");
};

export const remapNonProxy = (headers: HeaderList): void => remap(headers, NON_PROXY);
export const remapHttpProxy = (headers: HeaderList): void => {
  remap(headers, HTTP_PROXY);
  headers.remove("Via");
};
export const remapLambdaProxy = (headers: HeaderList): void => remap(headers, COMMON);
