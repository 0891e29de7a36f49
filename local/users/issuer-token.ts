import { createHash, randomBytes } from "node:crypto";
import { SetupError } from "../cloud/setup-error";

/** The provider whose tokens a pattern takes, and what they have to be for. */
export interface Issuer {
  readonly issuer: string;
  readonly audience: string;
  readonly client: string;
}

/** Whom to sign in, and what to ask for. */
interface Wanted {
  readonly name: string;
  readonly use: "id" | "access";
  readonly roles: readonly string[];
}

/** Nothing answers there: the code is in the address to which a browser would be sent. */
const CALLBACK = "http://127.0.0.1/signed-in";

/** A token of the identity provider for development, as a browser gets it. @throws SetupError where another one makes them */
export const tokenOfIssuer = async (
  { issuer, audience, client }: Issuer,
  { name, use, roles }: Wanted,
): Promise<string> => {
  if (!/^http:\/\/127\.0\.0\.1:\d+$/.test(issuer)) {
    throw new SetupError(`its tokens are made by ${issuer}, which is not of this local cloud: sign in there`);
  }
  const verifier = randomBytes(32).toString("base64url");
  const visit = browser(issuer);
  const page = await visit("/auth", {
    query: {
      ...{ client_id: client, redirect_uri: CALLBACK, response_type: "code", scope: "openid profile", audience },
      code_challenge: createHash("sha256").update(verifier).digest("base64url"),
      code_challenge_method: "S256",
    },
  });
  const signedIn = await visit(page, { form: { name, roles: roles.join(" ") } });
  const code = new URL(await visit(signedIn), issuer).searchParams.get("code") ?? "";
  const form = { grant_type: "authorization_code", code, client_id: client, redirect_uri: CALLBACK };
  const answer = await fetch(`${issuer}/token`, {
    method: "POST",
    body: new URLSearchParams({ ...form, code_verifier: verifier }),
  });
  const tokens = (await answer.json()) as { readonly access_token: string; readonly id_token: string };
  return use === "id" ? tokens.id_token : tokens.access_token;
};

/** Goes somewhere with the cookies so far. Resolves with where it is sent on to. */
const browser = (issuer: string) => {
  const cookies = new Map<string, string>();
  return async (
    path: string,
    { query, form }: { query?: Record<string, string>; form?: Record<string, string> } = {},
  ): Promise<string> => {
    const url = new URL(path, issuer);
    if (query) url.search = String(new URLSearchParams(query));
    const answer = await fetch(url, {
      redirect: "manual",
      headers: { cookie: [...cookies].map((pair) => pair.join("=")).join("; ") },
      ...(form && { method: "POST", body: new URLSearchParams(form) }),
    }).catch(() => {
      throw new SetupError(`the identity provider at ${issuer} does not answer: is the local cloud running?`);
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      cookies.set(name, value);
    }
    const next = answer.headers.get("location");
    if (next !== null) return next;
    const [, problem = `it answers ${answer.status}`] = /<p>(.+?)<\/p><\/div>/.exec(await answer.text()) ?? [];
    throw new SetupError(`the identity provider signs nobody in: ${problem}`);
  };
};
