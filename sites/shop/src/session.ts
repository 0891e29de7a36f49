import type { Config } from "./config";
import { kept } from "./kept";
import { createStore } from "./store";

/** Who is signed in. */
export interface User {
  readonly name: string;
}

interface Tokens {
  readonly access: string;
  readonly id: string | undefined;
  readonly refresh: string | undefined;
  /** Milliseconds. */
  readonly expires: number;
}

/** What a sign-in on its way has to remember until the browser comes back. No token. */
interface Pending {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** Of the provider's discovery document. */
interface Provider {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
}

export const CALLBACK = "/signed-in";

const PENDING = "shop.sign-in";
/** That somebody was signed in here: then the provider is asked whether they still are. It names nobody. */
const KNOWN = "shop.known";

const ofTab = kept(() => sessionStorage);
const ofBrowser = kept(() => localStorage);

/** A token that ends within this time is not used any more. */
const MARGIN_MS = 30_000;
const PATIENCE_MS = 5_000;

export const user = createStore<User | undefined>(undefined);

/** Signing in, by an OpenID Connect provider: a code with PKCE. Tokens are in memory alone, and end with the page. */
export class Session {
  private tokens: Tokens | undefined;
  private refreshing: Promise<void> | undefined;
  private discovered: Promise<Provider> | undefined;

  constructor(private readonly config: Config) {}

  /**
   * Goes on after a visit at the provider, or asks it whether it knows the reader still.
   * @returns Where the page goes on; `undefined` when the browser leaves for the provider.
   */
  async begin(path: string, query: URLSearchParams): Promise<{ at: string; problem?: string } | undefined> {
    if (path === CALLBACK) return this.complete(query);
    // `//elsewhere` would be an address of another site.
    const at = path.replace(/^\/+/, "/") + (query.size > 0 ? `?${query}` : "");
    if (ofBrowser.get(KNOWN) === null) return { at };
    // Without its answer the page opens for somebody who is not signed in.
    const asked = await this.leave(at, { prompt: "none" }).catch(() => false);
    return asked === false ? { at } : undefined;
  }

  /** Leaves for the provider's sign-in page. Rejects when it cannot be reached. */
  async signIn(returnTo: string): Promise<void> {
    await this.leave(returnTo, {});
  }

  /** Ends the session here and at the provider. */
  async signOut(): Promise<void> {
    const hint = this.tokens?.id;
    this.forget();
    const { end_session_endpoint } = await this.provider();
    if (end_session_endpoint === undefined) return;
    const query = new URLSearchParams({
      client_id: this.config.clientId,
      post_logout_redirect_uri: `${location.origin}/`,
      ...(hint !== undefined && { id_token_hint: hint }),
    });
    location.assign(`${end_session_endpoint}?${query}`);
  }

  /** An access token that is good for a while; `undefined` when nobody is signed in. */
  async accessToken(): Promise<string | undefined> {
    if (this.tokens && this.tokens.expires - MARGIN_MS < Date.now()) {
      this.refreshing ??= this.refresh().finally(() => {
        this.refreshing = undefined;
      });
      await this.refreshing;
    }
    return this.tokens?.access;
  }

  /** The API refused the token: nobody is signed in any more. */
  expire(): void {
    this.tokens = undefined;
    user.set(undefined);
  }

  private forget(): void {
    ofBrowser.remove(KNOWN);
    this.expire();
  }

  private async leave(returnTo: string, more: Readonly<Record<string, string>>): Promise<void> {
    const { authorization_endpoint } = await this.provider();
    const { clientId, audience, scope = "openid profile offline_access" } = this.config;
    const pending: Pending = { state: random(), nonce: random(), verifier: random(), returnTo };
    ofTab.set(PENDING, JSON.stringify(pending));
    const query = new URLSearchParams({
      ...{ response_type: "code", client_id: clientId, redirect_uri: location.origin + CALLBACK, scope },
      ...{ state: pending.state, nonce: pending.nonce },
      ...{ code_challenge: await challenge(pending.verifier), code_challenge_method: "S256" },
      // Providers call it the one, RFC 8707, which takes URLs alone, the other.
      audience,
      ...(URL.canParse(audience) && { resource: audience }),
      ...more,
    });
    location.assign(`${authorization_endpoint}?${query}`);
  }

  private async complete(query: URLSearchParams): Promise<{ at: string; problem?: string }> {
    const pending = JSON.parse(ofTab.get(PENDING) ?? "null") as Pending | null;
    ofTab.remove(PENDING);
    if (pending === null || pending.state !== query.get("state")) return { at: "/" };
    const at = pending.returnTo;
    const error = query.get("error");
    // Asked without a page, it says so where somebody would have to type something.
    if (error !== null && /^(login|interaction|consent|account_selection)_required$/.test(error)) {
      this.forget();
      return { at };
    }
    if (error !== null) return { at, problem: query.get("error_description") ?? error };
    try {
      await this.exchange(
        {
          grant_type: "authorization_code",
          code: query.get("code") ?? "",
          code_verifier: pending.verifier,
          redirect_uri: location.origin + CALLBACK,
        },
        pending.nonce,
      );
      ofBrowser.set(KNOWN, "1");
      return { at };
    } catch (failure) {
      return { at, problem: failure instanceof Error ? failure.message : String(failure) };
    }
  }

  private async refresh(): Promise<void> {
    const refresh_token = this.tokens?.refresh;
    if (refresh_token === undefined) return this.expire();
    try {
      await this.exchange({ grant_type: "refresh_token", refresh_token });
    } catch (error) {
      // The provider's no ends the session; without its answer the request itself will tell.
      if (error instanceof Refused) this.expire();
    }
  }

  private async exchange(form: Readonly<Record<string, string>>, nonce?: string): Promise<void> {
    const { token_endpoint, issuer } = await this.provider();
    const body = new URLSearchParams({ ...form, client_id: this.config.clientId });
    const answer = await fetch(token_endpoint, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE_MS) });
    const given = (await answer.json()) as Readonly<Record<string, string>> & { readonly expires_in?: number };
    if (!answer.ok) throw new Refused(given.error_description ?? given.error ?? String(answer.status));
    const { access_token = "", id_token, refresh_token, expires_in = 300 } = given;
    if (id_token !== undefined) this.meet(id_token, issuer, nonce);
    this.tokens = {
      access: access_token,
      id: id_token ?? this.tokens?.id,
      refresh: refresh_token ?? this.tokens?.refresh,
      expires: Date.now() + expires_in * 1000,
    };
  }

  /** Came from the provider itself, so that its signature tells nothing more (OpenID Connect Core, 3.1.3.7). */
  private meet(idToken: string, issuer: string, nonce: string | undefined): void {
    const claims = claimsOf(idToken);
    const isOurs = [claims.aud].flat().includes(this.config.clientId) && claims.iss === issuer;
    if (!isOurs || (nonce !== undefined && claims.nonce !== nonce))
      throw new Refused("the id token is not for this sign-in");
    user.set({ name: String(claims.name ?? claims.preferred_username ?? claims.sub) });
  }

  private provider(): Promise<Provider> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = undefined;
      throw error;
    });
    return this.discovered;
  }

  private async discover(): Promise<Provider> {
    const { issuer } = this.config;
    const url = `${issuer.replace(/\/$/, "")}/.well-known/openid-configuration`;
    const answer = await fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (!answer.ok) throw new Error(`the identity provider answers ${answer.status}`);
    const provider = (await answer.json()) as Provider;
    if (provider.issuer !== issuer) throw new Error("the identity provider calls itself another");
    return provider;
  }
}

/** The provider said no. */
class Refused extends Error {}

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");

const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

const challenge = async (verifier: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier))));

const claimsOf = (token: string): Readonly<Record<string, unknown>> => {
  const [, body = ""] = token.split(".");
  const text = atob(body.replaceAll("-", "+").replaceAll("_", "/"));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (sign) => sign.charCodeAt(0))));
};
