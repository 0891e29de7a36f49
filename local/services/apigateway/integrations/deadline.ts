import type { Clock } from "../../../cloud/clock";
import { integrationTimeout } from "../failures/failure";

/** Waits for `work` and fails with the gateway's timeout once `milliseconds` have passed; `onLate` may end the work. */
export const withDeadline = async <T>(
  clock: Clock,
  milliseconds: number,
  work: Promise<T>,
  onLate: () => void = () => {},
): Promise<T> => {
  let cancel = (): void => {};
  const late = new Promise<never>((_, reject) => {
    cancel = clock.after(milliseconds, () => {
      reject(integrationTimeout(milliseconds));
      onLate();
    });
  });
  // Work that is given up may still fail; nobody waits for that any more.
  work.catch(() => {});
  try {
    return await Promise.race([work, late]);
  } finally {
    cancel();
  }
};
