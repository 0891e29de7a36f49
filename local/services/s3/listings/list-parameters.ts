import { invalidArgument } from "../s3-errors";

/** How many a caller wants of a list; AWS gives 1,000 at most. */
export const countOf = (query: URLSearchParams, name: string, max = 1_000): number => {
  const text = query.get(name);
  if (text === null || text === "") return max;
  const asked = Number(text);
  if (!/^-?\d+$/.test(text) || asked > 2_147_483_647) {
    throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, text);
  }
  if (asked < 0) throw invalidArgument(`Argument ${name} must be an integer between 0 and 2147483647`, name, text);
  return Math.min(asked, max);
};

export type Encode = (text: string) => string;

/** How names are written in a list. */
export const encoding = (query: URLSearchParams): { readonly encode: Encode; readonly EncodingType?: "url" } => {
  const type = query.get("encoding-type");
  if (type === null) return { encode: (text) => text };
  if (type === "url") return { encode: encodeKey, EncodingType: "url" };
  throw invalidArgument("Invalid Encoding Method specified in Request", "encoding-type", type);
};

/** fidelity: observed: S3 leaves slashes as they are */
const encodeKey: Encode = (text) => encodeURIComponent(text).replace(/%2F/g, "/");

export const compareBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** The part of a key that it has in common with others, up to the first delimiter behind the prefix. */
export const commonPrefix = (key: string, prefix: string, delimiter: string): string | undefined => {
  const cut = delimiter === "" ? -1 : key.indexOf(delimiter, prefix.length);
  return cut < 0 ? undefined : key.slice(0, cut + delimiter.length);
};
