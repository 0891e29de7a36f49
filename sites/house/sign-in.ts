import { kept } from "./kept";

/** Where the browser comes back to. */
export const CALLBACK = "/signed-in";

/** What a sign-in on its way has to remember until the browser comes back. No token. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

const PENDING = "box-office.sign-in";
/** That somebody was signed in here: then the provider is asked whether they still are. It names nobody. */
const KNOWN = "box-office.known";

const ofTab = kept(() => sessionStorage);
const ofBrowser = kept(() => localStorage);

/** Whether somebody may be signed in still: not the tokens, which end with the page. */
export const known = {
  get: (): boolean => ofBrowser.get(KNOWN) !== null,
  set: (): void => ofBrowser.set(KNOWN, "1"),
  forget: (): void => ofBrowser.remove(KNOWN),
};

/** Leaves for the provider, for a code with PKCE. @param asked Its further parameters. */
export const leaveFor = async (
  endpoint: string,
  clientId: string,
  returnTo: string,
  asked: Readonly<Record<string, string>>,
): Promise<void> => {
  const pending: Pending = { state: random(), nonce: random(), verifier: random(), returnTo };
  ofTab.set(PENDING, JSON.stringify(pending));
  const query = new URLSearchParams({
    ...{ response_type: "code", client_id: clientId, redirect_uri: location.origin + CALLBACK },
    ...{ state: pending.state, nonce: pending.nonce },
    ...{ code_challenge: await challenge(pending.verifier), code_challenge_method: "S256" },
    ...asked,
  });
  location.assign(`${endpoint}?${query}`);
};

/** What somebody came back with. */
export interface Returned {
  /** Where the page goes on. */
  readonly at: string;
  /** Why there is no code, for the reader. */
  readonly problem?: string;
  /** What the provider gives tokens for, and what their id token has to say. */
  readonly grant?: { readonly form: Readonly<Record<string, string>>; readonly nonce: string };
}

export const comeBack = (query: URLSearchParams): Returned => {
  const pending = JSON.parse(ofTab.get(PENDING) ?? "null") as Pending | null;
  ofTab.remove(PENDING);
  if (pending === null || pending.state !== query.get("state")) return { at: "/" };
  const at = pending.returnTo;
  const error = query.get("error");
  // Asked without a page, it says so where somebody would have to type something.
  if (error !== null && /^(login|interaction|consent|account_selection)_required$/.test(error)) {
    known.forget();
    return { at };
  }
  if (error !== null) return { at, problem: query.get("error_description") ?? error };
  const form = {
    grant_type: "authorization_code",
    code: query.get("code") ?? "",
    code_verifier: pending.verifier,
    redirect_uri: location.origin + CALLBACK,
  };
  return { at, grant: { form, nonce: pending.nonce } };
};

/** `//elsewhere` would be an address of another site. */
export const ownPlace = (path: string, query: URLSearchParams): string =>
  path.replace(/^\/+/, "/") + (query.size > 0 ? `?${query}` : "");

/** What a token endpoint answers. */
export interface Granted {
  readonly access_token?: string;
  readonly id_token?: string;
  readonly refresh_token?: string;
  readonly expires_in?: number;
}

const PATIENCE_MS = 5_000;

/** @throws {Refused} when the provider says no; whatever `fetch` throws without its answer */
export const grantedFor = async (
  endpoint: string,
  clientId: string,
  form: Readonly<Record<string, string>>,
): Promise<Granted> => {
  const body = new URLSearchParams({ ...form, client_id: clientId });
  const answer = await fetch(endpoint, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE_MS) });
  const given = (await answer.json()) as Granted & { readonly error?: string; readonly error_description?: string };
  if (!answer.ok) throw new Refused(given.error_description ?? given.error ?? String(answer.status));
  return given;
};

/** What was refused for good. */
export class Refused extends Error {}

export type Claims = Readonly<Record<string, unknown>>;

/**
 * What an id token says. It came from the provider itself, so that its signature tells nothing more (OpenID Connect Core,
 * 3.1.3.7). When it ends nobody asks: that would be by the clock of the reader.
 *
 * @throws {Refused} when it is for somebody else
 */
export const claimsFor = (
  idToken: string,
  { clientId, issuer, nonce }: { clientId: string; issuer: string; nonce?: string | undefined },
): Claims => {
  const [, body = ""] = idToken.split(".");
  const bytes = Uint8Array.from(atob(body.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
  const claims = JSON.parse(new TextDecoder().decode(bytes)) as Claims;
  const isOurs = [claims.aud].flat().includes(clientId) && claims.iss === issuer;
  if (!isOurs || (nonce !== undefined && claims.nonce !== nonce))
    throw new Refused("the id token is not for this sign-in");
  return claims;
};

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

const challenge = async (verifier: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));
