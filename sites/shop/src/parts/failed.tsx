import { useEffect, useRef } from "preact/hooks";
import type { Failure } from "../failure";
import { place } from "../router";
import { SignInButton } from "./sign-in-button";

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

/** Something could not be read: what it is, and what to do. Where the network was missing it is tried again by itself. */
export const Failed = ({ failure, retry }: { failure: Failure; retry: () => void }) => {
  const again = useRef(retry);
  again.current = retry;
  useEffect(() => {
    if (failure.kind !== "offline" && failure.kind !== "away") return;
    const online = () => again.current();
    addEventListener("online", online);
    return () => removeEventListener("online", online);
  }, [failure.kind]);
  return (
    <div class="failed" role="alert">
      <h2>{TITLES[failure.kind]}</h2>
      <p>{failure.text}</p>
      {failure.kind === "sign-in" ? (
        <SignInButton returnTo={place.get()} />
      ) : (
        <button type="button" class="plain" onClick={retry}>
          Try again
        </button>
      )}
    </div>
  );
};
