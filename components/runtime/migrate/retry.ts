export interface RetryOptions {
  readonly forMs: number;
  readonly everyMs: number;
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** Tries until it works, or until `forMs` have passed: then the last error is thrown. */
export const retry = async <T>(
  action: () => Promise<T>,
  { forMs, everyMs, now, sleep }: RetryOptions,
  failed: (error: unknown) => void,
): Promise<T> => {
  const end = now() + forMs;
  for (;;) {
    try {
      return await action();
    } catch (error) {
      if (now() + everyMs > end) throw error;
      failed(error);
      await sleep(everyMs);
    }
  }
};
