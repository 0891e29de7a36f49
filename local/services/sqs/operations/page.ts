import { invalidValue } from "../errors";

/** One page of `items`; the token is the last item of the page before. Without MaxResults there is one page of 1,000. */
export const page = (
  items: readonly string[],
  maxResults: number | undefined,
  nextToken: string | undefined,
): { readonly items: readonly string[]; readonly nextToken: string | undefined } => {
  if (maxResults !== undefined && (maxResults < 1 || maxResults > 1_000)) {
    throw invalidValue(maxResults, "MaxResults", "MaxResults must be an integer between 1 and 1000, if provided.");
  }
  const after = nextToken === undefined ? "" : Buffer.from(nextToken, "base64").toString("utf8");
  const rest = items.filter((item) => item > after);
  const shown = rest.slice(0, maxResults ?? 1_000);
  const last = shown.at(-1);
  const more = maxResults !== undefined && last !== undefined && rest.length > shown.length;
  return { items: shown, nextToken: more ? Buffer.from(last, "utf8").toString("base64") : undefined };
};
