import type { Collection } from "../../../data/storage";

/** Forgets what has expired. */
export const sweep = async <Kept extends { readonly until: number }>(
  records: Collection<Kept>,
  now: number,
): Promise<void> => {
  const expired = [...records.entries()].filter(([, { until }]) => until <= now);
  await Promise.all(expired.map(([key]) => records.remove(key)));
};
