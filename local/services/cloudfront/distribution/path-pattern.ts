import { fitsWildcards } from "../../../languages/wildcard";
import { wildcardParts } from "./selector";

/** Whether a path fits a pattern, with or without its leading slash. The case counts. */
// fidelity: docs: Values that you specify, Path pattern
export const pathPattern = (pattern: string): ((path: string) => boolean) => {
  const parts = wildcardParts(withSlash(pattern));
  // A pattern may begin with what stands for the slash as well.
  const bare = pattern.startsWith("*") ? wildcardParts(pattern) : undefined;
  return (path) => fitsWildcards(parts, path) || (bare !== undefined && fitsWildcards(bare, path));
};

const withSlash = (pattern: string): string => (pattern.startsWith("/") ? pattern : `/${pattern}`);

/** A path as behaviors are chosen by it; the origin gets the one that was sent. */
// fidelity: docs: Path normalization: as RFC 3986, and several slashes are one
export const normalized = (path: string): string => {
  if (!/%|\/\.|\/\//.test(path)) return path;
  const segments = path.replace(/%([2-7][0-9a-f])/gi, unreserved).split("/");
  const kept: string[] = [];
  for (const [index, segment] of segments.entries()) {
    const last = index === segments.length - 1;
    if (segment === "..") kept.pop();
    if (segment !== "" && segment !== "." && segment !== "..") kept.push(segment);
    else if (last) kept.push("");
  }
  return `/${kept.join("/")}`;
};

const unreserved = (coded: string): string => {
  const char = decodeURIComponent(coded);
  return /[A-Za-z0-9._~-]/.test(char) ? char : coded;
};
