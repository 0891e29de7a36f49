import * as z from "zod";

/** What all lists of IAM take. fidelity: docs: MaxItems from 1 to 1,000, 100 when absent */
export const Page = { Marker: z.string().optional(), MaxItems: z.coerce.number().int().min(1).max(1_000).default(100) };

/** One page of a list in the order of its keys. */
export const page = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { Marker, MaxItems }: { readonly Marker?: string | undefined; readonly MaxItems: number },
) => {
  const after = Marker === undefined ? undefined : Buffer.from(Marker, "base64url").toString("utf8");
  const left = [...items]
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))
    .filter((item) => after === undefined || keyOf(item) > after);
  const shown = left.slice(0, MaxItems);
  const last = shown.at(-1);
  const more = last !== undefined && left.length > shown.length;
  return {
    shown,
    rest: { IsTruncated: more, ...(more ? { Marker: Buffer.from(keyOf(last)).toString("base64url") } : {}) },
  };
};
