import { Failed as FailedInHouse } from "../../../house/failed";
import type { Failure } from "../../../house/failure";
import { place } from "../../../house/router";
import { SignInButton } from "./sign-in-button";

/** Something could not be read; who has to be signed in for it may do so, and comes back. */
export const Failed = (props: { failure: Failure; retry: () => void }) => (
  <FailedInHouse {...props} signIn={<SignInButton returnTo={place.get()} />} />
);
