import { createHash, randomUUID } from "node:crypto";
import type { Answer, Asked } from "./served-box-office";

/** Who has an account, and is in which groups. */
const GROUPS: Readonly<Record<string, readonly string[]>> = { ana: ["organisers"], oli: ["organisers"], max: [] };

export const CLIENT = "organisers-web";

interface Grant {
  readonly name: string;
  readonly challenge: string;
  readonly nonce: string;
}

const encoded = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString("base64url")}.c2ln`;

/** The pages of a user pool, as far as a site sees them: each name is its own password. */
export class ManagedLogin {
  readonly issuer: string;
  /** Whom the pages know by the cookie of the browser. */
  private readonly browsers = new Map<string, string>();
  private readonly codes = new Map<string, Grant>();
  readonly refreshTokens = new Map<string, string>();
  private accessTokens = new Map<string, string>();

  constructor(base: string) {
    this.issuer = `${base}/pool`;
  }

  /** The access tokens that were given are good no more. */
  endAccess(): void {
    this.accessTokens = new Map();
  }

  /** Whoever shows an access token. */
  caller(authorization: string | undefined): { sub: string; groups: readonly string[] } | undefined {
    const name = this.accessTokens.get((authorization ?? "").replace("Bearer ", ""));
    return name === undefined ? undefined : { sub: `sub-${name}`, groups: GROUPS[name] ?? [] };
  }

  tokensFor(name: string, nonce?: string) {
    const sub = `sub-${name}`;
    const groups = GROUPS[name] ?? [];
    const access_token = encoded({ sub, jti: randomUUID(), token_use: "access" });
    this.accessTokens.set(access_token, name);
    const email = `${name}@example.com`;
    const id = { sub, email, aud: CLIENT, iss: this.issuer, nonce, ...(groups.length && { "cognito:groups": groups }) };
    return { access_token, id_token: encoded(id), expires_in: 3600 };
  }

  async answer({ path, query, form, cookies }: Asked): Promise<Answer> {
    if (path === "/login/oauth2/token") return this.token(await form());
    if (path === "/login/oauth2/revoke") {
      this.refreshTokens.delete((await form()).get("token") ?? "");
      return { status: 200 };
    }
    const toPage = (to: URL, headers = {}) => ({ status: 302, headers: { location: to.href, ...headers } });
    if (path === "/login/logout") {
      this.browsers.delete(cookies.pool ?? "");
      return toPage(new URL(query.get("logout_uri") ?? ""));
    }
    const back = new URL(query.get("redirect_uri") ?? "");
    back.searchParams.set("state", query.get("state") ?? "");
    const name = query.get("name") ?? this.browsers.get(cookies.pool ?? "");
    if (name === undefined && query.get("prompt") === "none") {
      back.searchParams.set("error", "login_required");
      return toPage(back);
    }
    if (name === undefined) {
      const kept = [...query].map(([key, value]) => `<input type="hidden" name="${key}" value="${value}">`).join("");
      const body = `<html lang="en"><title>Pool</title><link rel="icon" href="data:,"><form>${kept}<label>Name <input name="name"></label><button>Sign in</button></form>`;
      return { status: 200, headers: { "content-type": "text/html" }, body };
    }
    const [code, browser] = [randomUUID(), cookies.pool ?? randomUUID()];
    this.codes.set(code, { name, challenge: query.get("code_challenge") ?? "", nonce: query.get("nonce") ?? "" });
    this.browsers.set(browser, name);
    back.searchParams.set("code", code);
    return toPage(back, { "set-cookie": `pool=${browser}; Path=/login; HttpOnly; SameSite=Lax` });
  }

  private token(form: URLSearchParams): Answer {
    const refused = { status: 400, json: { error: "invalid_grant" } };
    if (form.get("client_id") !== CLIENT) return refused;
    if (form.get("grant_type") === "refresh_token") {
      const name = this.refreshTokens.get(form.get("refresh_token") ?? "");
      return name === undefined ? refused : { status: 200, json: this.tokensFor(name) };
    }
    const code = form.get("code") ?? "";
    const grant = this.codes.get(code);
    this.codes.delete(code);
    const proof = createHash("sha256")
      .update(form.get("code_verifier") ?? "")
      .digest("base64url");
    if (grant?.challenge !== proof) return refused;
    const refresh_token = randomUUID();
    this.refreshTokens.set(refresh_token, grant.name);
    return { status: 200, json: { ...this.tokensFor(grant.name, grant.nonce), refresh_token } };
  }
}
