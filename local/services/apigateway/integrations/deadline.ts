import type { Clock } from "../../../clock";
import { integrationTimeout } from "../path/failure";

/** Runs `work` and fails with the gateway's timeout once `milliseconds` have passed; `work` is told through the signal. */
export const withDeadline = async <T>(
  clock: Clock,
  milliseconds: number,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> => {
  const abort = new AbortController();
  let cancel = (): void => {};
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(milliseconds, () => {
      reject(integrationTimeout(milliseconds));
      abort.abort();
    });
  });
  try {
    return await Promise.race([work(abort.signal), late]);
  } finally {
    cancel();
  }
};
