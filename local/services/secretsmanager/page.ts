import { ServiceError } from "../../wire/service-error";

/** The items of a list from where `NextToken` says on; a token is the key of the last one that was shown. */
export const page = <Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
  { MaxResults, NextToken }: { readonly MaxResults: number; readonly NextToken?: string | undefined },
): { readonly shown: readonly Item[]; readonly NextToken: string | undefined } => {
  const last = NextToken === undefined ? undefined : Buffer.from(NextToken, "base64url").toString();
  const index = last === undefined ? -1 : items.findIndex((item) => keyOf(item) === last);
  // fidelity: docs: InvalidNextTokenException; guess: also for one whose item has gone meanwhile
  if (last !== undefined && index < 0) throw new ServiceError("InvalidNextTokenException", "Invalid NextToken.");
  const rest = items.slice(index + 1);
  const shown = rest.slice(0, MaxResults);
  const end = shown.at(-1);
  const more = end !== undefined && rest.length > shown.length;
  return { shown, NextToken: more ? Buffer.from(keyOf(end)).toString("base64url") : undefined };
};
