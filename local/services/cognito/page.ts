import { ServiceError } from "../../wire/service-error";

/** A part of a list, in order of `keyOf`, and the token with which the next one is asked for. */
export const pageOf = <Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { limit = 60, token }: { readonly limit?: number | undefined; readonly token?: string | undefined },
): { readonly items: readonly Item[]; readonly next?: string } => {
  const after = token === undefined ? "" : Buffer.from(token, "base64url").toString();
  if (token !== undefined && Buffer.from(after).toString("base64url") !== token) {
    throw new ServiceError("InvalidParameterException", "Invalid pagination token given.");
  }
  const sorted = [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).filter((item) => keyOf(item) > after);
  const items = sorted.slice(0, limit);
  const last = items.at(-1);
  return sorted.length > limit && last !== undefined
    ? { items, next: Buffer.from(keyOf(last)).toString("base64url") }
    : { items };
};
