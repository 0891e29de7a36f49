import type { HeaderList } from "../http/header-list";

// fidelity: observed: conformance http-proxy-response-header-remapping, http-proxy-proxy-response-remapped
const COMMON = ["Connection", "Content-Length", "Date", "Server"];
const NON_PROXY = [
  ...COMMON,
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
];
const HTTP_PROXY = [...COMMON, "X-Amzn-RequestId"];

const remap = (headers: HeaderList, names: readonly string[]): void => {
  for (const name of names) {
    const values = headers.getAll(name);
    if (values.length === 0) continue;
    headers.remove(name);
    for (const value of values) headers.add(`x-amzn-Remapped-${name}`, value);
  }
  headers.remove("Transfer-Encoding");
};

export const remapNonProxy = (headers: HeaderList): void => remap(headers, NON_PROXY);
export const remapHttpProxy = (headers: HeaderList): void => {
  remap(headers, HTTP_PROXY);
  headers.remove("Via");
};
export const remapLambdaProxy = (headers: HeaderList): void => remap(headers, COMMON);
