/** Shortest and longest wait. */
const [SHORT_MS, LONG_MS] = [1_000, 30_000] as const;

/**
 * How long to wait before another try: from half to all of a time that doubles each time, so that not all come back at once.
 *
 * @param attempt 0 for the first one.
 */
export const backOffMs = (attempt: number, random: () => number = Math.random): number =>
  Math.min(LONG_MS, SHORT_MS * 2 ** attempt) * (0.5 + random() / 2);
