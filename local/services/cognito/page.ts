import { ServiceError } from "../../wire/service-error";

interface Page {
  readonly limit?: number | undefined;
  readonly token?: string | undefined;
}

/** A part of a list, and the token with which the next one is asked for. */
interface Part<Item> {
  readonly items: readonly Item[];
  readonly next?: string;
}

/** A part of a list, in order of `keyOf`. */
export const pageOf = <Item>(
  all: readonly Item[],
  keyOf: (item: Item) => string,
  { limit = 60, token }: Page,
): Part<Item> => {
  const after = keyIn(token);
  const sorted = [...all].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1)).filter((item) => keyOf(item) > after);
  const items = sorted.slice(0, limit);
  const last = items.at(-1);
  return sorted.length > limit && last !== undefined ? { items, next: tokenOf(keyOf(last)) } : { items };
};

/** A part of what lies in order of names already: what is before it and behind it is not read. */
export const pageAfter = <Item extends { readonly name: string }>(
  { limit = 60, token }: Page,
  from: (name: string) => Iterable<readonly [key: string, item: Item]>,
  matches: (item: Item) => boolean,
): Part<Item> => {
  const after = keyIn(token);
  const items: Item[] = [];
  for (const [, item] of from(after)) {
    if (item.name === after || !matches(item)) continue;
    const last = items.at(-1);
    if (items.length === limit && last) return { items, next: tokenOf(last.name) };
    items.push(item);
  }
  return { items };
};

const tokenOf = (key: string): string => Buffer.from(key).toString("base64url");

/** @throws {ServiceError} for a token that is none of ours */
const keyIn = (token: string | undefined): string => {
  const key = token === undefined ? "" : Buffer.from(token, "base64url").toString();
  if (token === undefined || tokenOf(key) === token) return key;
  throw new ServiceError("InvalidParameterException", "Invalid pagination token given.");
};
