import { useState } from "react";

interface SignInProps {
  /** Leaves for the provider; rejects when it cannot be reached. */
  readonly signIn: () => Promise<void>;
  readonly label?: string;
  readonly kind?: string;
}

/** Leads to whoever knows the reader. */
export const SignIn = ({ signIn, label = "Sign in", kind = "" }: SignInProps) => {
  const [state, setState] = useState<"ready" | "leaving" | "failed">("ready");
  const leave = () => {
    setState("leaving");
    signIn().catch(() => setState("failed"));
  };
  return (
    <>
      <button type="button" className={kind} aria-disabled={state === "leaving"} onClick={leave}>
        {label}
      </button>
      {state === "failed" && (
        <p className="hint problem" role="alert">
          The sign-in page cannot be reached. Try again in a moment.
        </p>
      )}
    </>
  );
};
