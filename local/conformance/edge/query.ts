/** Parameters as they were sent, without being decoded; repeated ones by comma. */
export const queryOf = (target: string): Record<string, string> => {
  const [, text] = /\?([\s\S]*)$/.exec(target) ?? [];
  const query: Record<string, string> = {};
  for (const pair of text ? text.split("&") : []) {
    const [name = "", value = ""] = pair.split(/=([\s\S]*)/, 2);
    query[name] = query[name] === undefined ? value : `${query[name]},${value}`;
  }
  return query;
};
