/** fidelity: docs: ListTopics, ListSubscriptions, ListSubscriptionsByTopic: at most 100 in an answer */
const PAGE = 100;

/** The entries after a token, by ARN, and the token of the next page. */
export const pageOf = <Entry>(
  entries: readonly (readonly [arn: string, entry: Entry])[],
  token: string | undefined,
) => {
  const after = token === undefined ? "" : Buffer.from(token, "base64").toString("utf8");
  const rest = entries.filter(([arn]) => arn > after).sort(([a], [b]) => (a < b ? -1 : 1));
  const shown = rest.slice(0, PAGE);
  const last = shown.at(-1)?.[0];
  return {
    shown: shown.map(([, entry]) => entry),
    ...(last !== undefined && rest.length > PAGE ? { next: { NextToken: Buffer.from(last).toString("base64") } } : {}),
  };
};
