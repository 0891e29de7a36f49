import { Brand, Pages } from "../../house/brand";
import { Missing } from "../../house/missing";
import { Offline } from "../../house/offline";
import { forgetResources } from "../../house/resource";
import { place } from "../../house/router";
import { useStore } from "../../house/store";
import { InfoPage } from "./pages/info";
import { Programme } from "./pages/programme";
import { ShowPage } from "./pages/show";
import { TicketsPage } from "./pages/tickets";
import { SignInButton } from "./parts/sign-in-button";
import { useServices } from "./services";
import { user } from "./session";

/** The whole page. @param problem What went wrong with signing in. */
export const App = ({ problem }: { problem: string | undefined }) => {
  const at = useStore(place);
  return (
    <>
      <a class="skip" href="#main">
        Skip to the content
      </a>
      <Header path={at.split("?")[0] ?? "/"} />
      <Offline />
      <main id="main" tabIndex={-1}>
        {problem !== undefined && (
          <div class="problem" role="alert">
            <p>Signing in did not work: {problem}</p>
          </div>
        )}
        <Page at={at} />
      </main>
      <footer>
        <p>
          <a href="/info/visit">Your visit</a>
          <a href="/info/tickets">About tickets</a>
          <a href="/info/access">Access</a>
        </p>
        <p>Box Office: shows and houses, as far as they are announced.</p>
      </footer>
    </>
  );
};

const Page = ({ at }: { at: string }) => {
  const { pathname, searchParams: query } = new URL(at, location.origin);
  const [, first = "", second = "", ...more] = pathname.replace(/(.)\/$/, "$1").split("/");
  if (more.length > 0) return <Missing />;
  if (first === "") return <Programme query={query} />;
  if (first === "tickets" && second === "") return <TicketsPage />;
  if (first === "shows" && second !== "") return <ShowPage key={second} showId={decoded(second)} query={query} />;
  if (first === "info" && second !== "") return <InfoPage key={second} page={decoded(second)} />;
  return <Missing />;
};

const decoded = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};

const LINKS = { "/": "What’s on", "/tickets": "My tickets", "/info/visit": "Your visit" };

const Header = ({ path }: { path: string }) => (
  <header>
    <Brand name="Box Office" />
    <Pages links={LINKS} path={path} />
    <Account />
  </header>
);

const Account = () => {
  const { session } = useServices();
  const signedIn = useStore(user);
  const at = useStore(place);
  if (!signedIn)
    return (
      <div class="account">
        <SignInButton returnTo={at} kind="plain" />
      </div>
    );
  const leave = () => {
    forgetResources();
    void session.signOut().catch(() => undefined);
  };
  return (
    <div class="account">
      <span class="who">{signedIn.name}</span>
      <button type="button" class="plain" onClick={leave}>
        Sign out
      </button>
    </div>
  );
};
