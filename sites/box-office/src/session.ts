import {
  CALLBACK,
  claimsFor,
  comeBack,
  type Granted,
  grantedFor,
  known,
  leaveFor,
  ownPlace,
  Refused,
} from "../../house/sign-in";
import { createStore } from "../../house/store";
import type { Config } from "./config";

/** Who is signed in. */
export interface User {
  /** The subject of their tokens. */
  readonly sub: string;
  readonly name: string;
  readonly groups: readonly string[];
}

/** Which a session is in hand for. */
interface Tokens {
  readonly access: string;
  /** Where there is no cookie for it. */
  readonly refresh: string | undefined;
  /** By the clock that began with the page: that of the machine may be wrong, and may be set. */
  readonly endsMs: number;
}

/** A token that ends within this time is not used any more. */
const MARGIN_MS = 30_000;
const PATIENCE_MS = 10_000;

/** Whoever announces shows. */
const ORGANISERS = "organisers";

export const user = createStore<User | undefined>(undefined);

/** Whether signing out did not reach who keeps the session, which is good still. */
export const isLeftOpen = createStore(false);

export const isOrganiser = (somebody: User | undefined): boolean => somebody?.groups.includes(ORGANISERS) ?? false;

/**
 * Signing in, on the pages of a user pool: a code with PKCE. Access and id token are in memory alone, and end with the
 * page. What makes new ones is in a cookie that no script reads, or, where page and API are of different sites, in memory
 * too: then the pool's own session tells after a reload who it is.
 */
export class Session {
  private tokens: Tokens | undefined;
  private renewing: Promise<void> | undefined;
  private readonly others = new BroadcastChannel("box-office.session");

  /** @param onOther Hears that what was read was read by somebody else. */
  constructor(
    private readonly config: Config,
    private readonly onOther: () => void,
  ) {
    this.others.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (data === "signed out") this.forget();
      // The cookie is theirs now.
      if (data === "signed in" && config.session === "cookie") void this.renew();
    };
  }

  /**
   * Goes on after a visit at the pool's pages, or finds out whether somebody is signed in still.
   * @returns Where the page goes on; `undefined` when the browser leaves for the pool's pages.
   */
  async begin(path: string, query: URLSearchParams): Promise<{ at: string; problem?: string } | undefined> {
    if (path === CALLBACK) return this.complete(query);
    const at = ownPlace(path, query);
    if (!known.get()) return { at };
    if (this.config.session === "memory") {
      await this.leave(at, { prompt: "none" });
      return undefined;
    }
    await this.renew();
    const isUnanswered = this.tokens === undefined && known.get();
    return { at, ...(isUnanswered && { problem: "nobody answered who was asked whether you are signed in still" }) };
  }

  /** Leaves for the pool's sign-in page. */
  signIn(returnTo: string): Promise<void> {
    return this.leave(returnTo, {});
  }

  /** Ends the session: here, in the other tabs, where it is kept, and on the pool's pages. */
  async signOut(): Promise<void> {
    const refresh = this.tokens?.refresh;
    this.others.postMessage("signed out");
    this.expire();
    try {
      if (refresh !== undefined) await this.revoke(refresh);
      if (this.config.session === "cookie") await this.ofCookie("DELETE", "");
    } catch {
      isLeftOpen.set(true);
      return;
    }
    known.forget();
    const { signInUrl, clientId } = this.config;
    const query = new URLSearchParams({ client_id: clientId, logout_uri: `${location.origin}/` });
    location.assign(`${signInUrl}/logout?${query}`);
  }

  /** An access token that is good for a while; `undefined` when nobody is signed in. */
  async accessToken(): Promise<string | undefined> {
    if (this.tokens && this.tokens.endsMs - MARGIN_MS < performance.now()) await this.renew();
    return this.tokens?.access;
  }

  /** Another token than one that was refused; `undefined` where there is none to be had. */
  async otherThan(refused: string): Promise<string | undefined> {
    if (this.tokens?.access === refused) await this.renew();
    return this.tokens?.access === refused ? undefined : this.tokens?.access;
  }

  /** Nobody is signed in any more. */
  expire(): void {
    this.tokens = undefined;
    this.onOther();
    user.set(undefined);
  }

  private forget(): void {
    known.forget();
    this.expire();
  }

  private leave(returnTo: string, asked: Readonly<Record<string, string>>): Promise<void> {
    // Without `scope` it is all that the client may have.
    return leaveFor(`${this.config.signInUrl}/oauth2/authorize`, this.config.clientId, returnTo, asked);
  }

  private async complete(query: URLSearchParams): Promise<{ at: string; problem?: string }> {
    const { grant, ...returned } = comeBack(query);
    if (grant === undefined) return returned;
    try {
      const granted = await this.granted(grant.form);
      this.take(granted, grant.nonce);
      if (this.config.session === "cookie") await this.ofCookie("POST", "", { refreshToken: granted.refresh_token });
      known.set();
      this.others.postMessage("signed in");
      return returned;
    } catch (failure) {
      this.expire();
      return { ...returned, problem: failure instanceof Error ? failure.message : String(failure) };
    }
  }

  /** Once for all who want it, in this tab; one tab after the other, since a refresh token may be good for one time. */
  private renew(): Promise<void> {
    this.renewing ??= navigator.locks
      .request("box-office.renew", () => this.renewed())
      // The user pool's no ends the session; without its answer the request itself will tell.
      .catch((error: unknown) => (error instanceof Refused ? this.forget() : undefined))
      .finally(() => {
        this.renewing = undefined;
      });
    return this.renewing;
  }

  private async renewed(): Promise<void> {
    if (this.config.session === "cookie") {
      const { accessToken, idToken, expiresIn } = await this.ofCookie("POST", "/refresh");
      return this.take({ access_token: accessToken, id_token: idToken, expires_in: expiresIn });
    }
    const refresh = this.tokens?.refresh;
    if (refresh === undefined) throw new Refused("there is nothing to renew");
    this.take(await this.granted({ grant_type: "refresh_token", refresh_token: refresh }));
  }

  private granted(form: Readonly<Record<string, string>>): Promise<Granted> {
    return grantedFor(`${this.config.signInUrl}/oauth2/token`, this.config.clientId, form);
  }

  private async revoke(token: string): Promise<void> {
    const { signInUrl, clientId } = this.config;
    const body = new URLSearchParams({ token, client_id: clientId });
    const answer = await fetch(`${signInUrl}/oauth2/revoke`, {
      method: "POST",
      body,
      keepalive: true,
      signal: patience(),
    });
    if (answer.status >= 500) throw new Error(`the user pool answers ${answer.status}`);
  }

  /** @throws {Refused} when there is no session; another error when nobody says so */
  private async ofCookie(method: "POST" | "DELETE", path: string, body: object = {}): Promise<Renewed> {
    const answer = await fetch(`${this.config.apiUrl}/session${path}`, {
      method,
      // Another site's page can send neither without being asked.
      headers: { "content-type": "application/json", "x-requested-by": "web" },
      credentials: "include",
      // Also where the page is left right after it.
      keepalive: true,
      signal: patience(),
      ...(method === "POST" && { body: JSON.stringify(body) }),
    });
    if (answer.status === 400 || answer.status === 401) throw new Refused("there is no session");
    if (!answer.ok) throw new Error(`the session answers ${answer.status}`);
    return answer.status === 204 ? {} : ((await answer.json()) as Renewed);
  }

  private take({ access_token = "", id_token, refresh_token, expires_in = 300 }: Granted, nonce?: string): void {
    const { clientId, issuer, session } = this.config;
    if (id_token === undefined) throw new Refused("there is no id token");
    const claims = claimsFor(id_token, { clientId, issuer, nonce });
    const refresh = session === "memory" ? (refresh_token ?? this.tokens?.refresh) : undefined;
    this.tokens = { access: access_token, refresh, endsMs: performance.now() + expires_in * 1000 };
    const sub = String(claims.sub);
    const before = user.get();
    if (before !== undefined && before.sub !== sub) this.onOther();
    isLeftOpen.set(false);
    user.set({
      sub,
      name: String(claims.name ?? claims.email ?? claims["cognito:username"] ?? sub),
      groups: [claims["cognito:groups"] ?? []].flat().map(String),
    });
  }
}

interface Renewed {
  readonly accessToken?: string;
  readonly idToken?: string;
  readonly expiresIn?: number;
}

const patience = (): AbortSignal => AbortSignal.timeout(PATIENCE_MS);
