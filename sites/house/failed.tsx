import { type ReactNode, useEffect, useRef } from "react";
import type { Failure } from "./failure";

const TITLES: Readonly<Record<Failure["kind"], string>> = {
  offline: "No network",
  away: "Nobody at the counter",
  busy: "A moment, please",
  "sign-in": "Please sign in",
  forbidden: "Not for you",
  missing: "Not here",
  conflict: "Too late",
  refused: "That did not work",
};

interface FailedProps {
  readonly failure: Failure;
  readonly retry: () => void;
  /** What leads on for somebody who is not signed in, in place of trying again. */
  readonly signIn?: ReactNode;
}

/** Something could not be read: what it is, and what to do. Where the network was missing it is tried again by itself. */
export const Failed = ({ failure, retry, signIn }: FailedProps) => {
  const again = useRef(retry);
  again.current = retry;
  useEffect(() => {
    if (failure.kind !== "offline" && failure.kind !== "away") return;
    const online = () => again.current();
    addEventListener("online", online);
    return () => removeEventListener("online", online);
  }, [failure.kind]);
  return (
    <div className="failed" role="alert">
      <h2>{TITLES[failure.kind]}</h2>
      <p>{failure.text}</p>
      {(failure.kind === "sign-in" && signIn) || (
        <button type="button" className="plain" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
};
