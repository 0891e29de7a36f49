import { useEffect, useState } from "react";
import type { Failure } from "./failure";
import type { Outcome } from "./outcome";

/** Something that is read from the API. */
export type Resource<T> = {
  /** What is known, also while it is read anew. */
  readonly value: T | undefined;
  readonly failure: Failure | undefined;
  readonly reload: () => void;
  /** Until it is read anew. */
  readonly change: (value: T) => void;
};

/** What was read, for who comes back to a page. */
const known = new Map<string, unknown>();

export const forgetResources = (): void => known.clear();

/** Reads under a key, and again when the key changes; what was read under it before is there at once. */
export const useResource = <T>(key: string, read: () => Promise<Outcome<T>>): Resource<T> => {
  const [attempt, setAttempt] = useState(0);
  const [, render] = useState({});
  const [failed, setFailed] = useState<{ readonly key: string; readonly failure: Failure }>();
  const keep = (value: T) => {
    known.set(key, value);
    setFailed(undefined);
    render({});
  };
  // The key stands for what is read.
  useEffect(() => {
    let isCurrent = true;
    void read().then((outcome) => {
      if (!isCurrent) return;
      if (outcome.ok) keep(outcome.value);
      else setFailed({ key, failure: outcome.failure });
    });
    return () => {
      isCurrent = false;
    };
  }, [key, attempt]);
  return {
    value: known.get(key) as T | undefined,
    failure: failed?.key === key ? failed.failure : undefined,
    reload() {
      setFailed(undefined);
      setAttempt((count) => count + 1);
    },
    change: keep,
  };
};
