import { useState } from "preact/hooks";
import { useServices } from "../services";

/** Leads to the identity provider, and back to `returnTo`. */
export const SignInButton = ({
  returnTo,
  label = "Sign in",
  kind = "",
}: {
  returnTo: string;
  label?: string;
  kind?: string;
}) => {
  const { session } = useServices();
  const [state, setState] = useState<"ready" | "leaving" | "failed">("ready");
  const leave = () => {
    setState("leaving");
    session.signIn(returnTo).catch(() => setState("failed"));
  };
  return (
    <>
      <button type="button" class={kind} aria-disabled={state === "leaving"} onClick={leave}>
        {label}
      </button>
      {state === "failed" && (
        <p class="hint problem" role="alert">
          The sign-in page cannot be reached. Try again in a moment.
        </p>
      )}
    </>
  );
};
