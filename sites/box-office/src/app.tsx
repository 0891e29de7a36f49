import { Brand, Pages } from "../../house/brand";
import { Missing } from "../../house/missing";
import { Offline } from "../../house/offline";
import { place, useTitle } from "../../house/router";
import { SignIn } from "../../house/sign-in-button";
import { useStore } from "../../house/store";
import { ChangePage, NewPage } from "./pages/edit";
import { Programme } from "./pages/programme";
import { ShowPage } from "./pages/show";
import { useServices } from "./services";
import { isLeftOpen, isOrganiser, user } from "./session";

/** The whole page. @param problem What went wrong with signing in. */
export const App = ({ problem }: { problem: string | undefined }) => {
  const at = useStore(place);
  const signedIn = useStore(user);
  return (
    <>
      <a className="skip" href="#main">
        Skip to the content
      </a>
      <header>
        <Brand name="Backstage" />
        {signedIn && (
          <Pages
            links={{ "/": "All shows", ...(isOrganiser(signedIn) && { "/mine": "My shows" }) }}
            path={at.split("?")[0] ?? "/"}
          />
        )}
        {signedIn && <Account name={signedIn.name} role={isOrganiser(signedIn) ? "organiser" : "member"} />}
      </header>
      <Offline />
      <main id="main" tabIndex={-1}>
        {problem !== undefined && (
          <div className="problem" role="alert">
            <p>Signing in did not work: {problem}</p>
          </div>
        )}
        {/* Of somebody else nothing stays. */}
        {signedIn ? <Page key={signedIn.sub} at={at} /> : <SignedOut at={at} />}
      </main>
      <footer>
        <p>Backstage: for those who organise what is on.</p>
      </footer>
    </>
  );
};

const Page = ({ at }: { at: string }) => {
  const { pathname } = new URL(at, location.origin);
  const [, first = "", second = "", third = "", ...more] = pathname.replace(/(.)\/$/, "$1").split("/");
  if (more.length > 0) return <Missing />;
  if (second === "" && (first === "" || first === "mine")) return <Programme key={first} mine={first === "mine"} />;
  if (first !== "shows" || second === "") return <Missing />;
  const showId = decoded(second);
  if (second === "new" && third === "") return <NewPage />;
  if (third === "change") return <ChangePage key={showId} showId={showId} />;
  return third === "" ? <ShowPage key={showId} showId={showId} /> : <Missing />;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const SignedOut = ({ at }: { at: string }) => {
  const { session } = useServices();
  const leftOpen = useStore(isLeftOpen);
  useTitle("Sign in");
  return (
    <div className="empty">
      <h1 tabIndex={-1}>Backstage</h1>
      {leftOpen && (
        <div className="problem" role="alert">
          <p>
            You are signed out on this page, but nobody answered who was to end your session. Until then, whoever uses
            this browser can come in as you.
          </p>
          <button type="button" className="plain" onClick={() => void session.signOut()}>
            End the session
          </button>
        </div>
      )}
      <p>Shows are announced here, changed, and watched while they are booked. Sign in to see them.</p>
      <SignIn signIn={() => session.signIn(at)} />
    </div>
  );
};

const Account = ({ name, role }: { name: string; role: string }) => {
  const { session } = useServices();
  return (
    <div className="account">
      <span className="who">{name}</span>
      <span className="role">{role}</span>
      <button type="button" className="plain" onClick={() => void session.signOut()}>
        Sign out
      </button>
    </div>
  );
};
