import { SignIn } from "../../../house/sign-in-button";
import { useServices } from "../services";

interface SignInButtonProps {
  readonly returnTo: string;
  readonly label?: string;
  readonly kind?: string;
}

/** Leads to the identity provider, and back to `returnTo`. */
export const SignInButton = ({ returnTo, ...rest }: SignInButtonProps) => {
  const { session } = useServices();
  return <SignIn signIn={() => session.signIn(returnTo)} {...rest} />;
};
