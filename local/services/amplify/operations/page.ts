import type { AmplifyCall } from "./amplify-operation";

/** Members of the query that ask for a page. */
export const PAGE = ["maxResults", "nextToken"];

// fidelity: docs: maxResults of the lists: 0 to 50; guess: the form of the token
export const pageOf = <Item>({ query }: AmplifyCall, all: readonly Item[]) => {
  const size = Number(query.get("maxResults")) || 50;
  const start = Number(query.get("nextToken")) || 0;
  const end = start + Math.min(size, 50);
  return { items: all.slice(start, end), nextToken: end < all.length ? { nextToken: String(end) } : {} };
};
