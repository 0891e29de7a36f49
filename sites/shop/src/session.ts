import { CALLBACK, claimsFor, comeBack, grantedFor, known, leaveFor, ownPlace, Refused } from "../../house/sign-in";
import { createStore } from "../../house/store";
import type { Config } from "./config";

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

/** Of the provider's discovery document. */
interface Provider {
  readonly issuer: string;
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
  readonly end_session_endpoint?: string;
}

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
    const at = ownPlace(path, query);
    if (!known.get()) return { at };
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
    known.forget();
    this.expire();
  }

  private async leave(returnTo: string, more: Readonly<Record<string, string>>): Promise<void> {
    const { authorization_endpoint } = await this.provider();
    const { clientId, audience, scope = "openid profile offline_access" } = this.config;
    await leaveFor(authorization_endpoint, clientId, returnTo, {
      scope,
      // Providers call it the one, RFC 8707, which takes URLs alone, the other.
      audience,
      ...(URL.canParse(audience) && { resource: audience }),
      ...more,
    });
  }

  private async complete(query: URLSearchParams): Promise<{ at: string; problem?: string }> {
    const { grant, ...returned } = comeBack(query);
    if (grant === undefined) return returned;
    try {
      await this.exchange(grant.form, grant.nonce);
      known.set();
      return returned;
    } catch (failure) {
      return { ...returned, problem: failure instanceof Error ? failure.message : String(failure) };
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
    const { clientId } = this.config;
    const given = await grantedFor(token_endpoint, clientId, form);
    const { access_token = "", id_token, refresh_token, expires_in = 300 } = given;
    if (id_token !== undefined) {
      const claims = claimsFor(id_token, { clientId, issuer, nonce });
      user.set({ name: String(claims.name ?? claims.preferred_username ?? claims.sub) });
    }
    this.tokens = {
      access: access_token,
      id: id_token ?? this.tokens?.id,
      refresh: refresh_token ?? this.tokens?.refresh,
      expires: Date.now() + expires_in * 1000,
    };
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
