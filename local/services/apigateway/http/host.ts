/** The host of a request without its port, in lower case. */
export const hostOf = (headers: Iterable<readonly [string, string]>): string => {
  for (const [name, value] of headers) {
    if (name.toLowerCase() === "host") return value.replace(/:\d+$/, "").toLowerCase();
  }
  return "";
};
