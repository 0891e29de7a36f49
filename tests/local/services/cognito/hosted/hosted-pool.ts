import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { lastCode } from "../../../../../local/services/cognito/mail/codes";
import { startTestCloud } from "../../../cloud/test-cloud";
import { jsonCall } from "../../../wire/signatures/signed-call";

export const CALLBACK = "https://app.test/callback";
export const PASSWORD = "P2$Sword-x";

/** A user pool with a domain, a public client and a user, behind an endpoint. */
export const startHostedPool = async (
  settings: object = {},
  clientSettings: object = {},
  options: Parameters<typeof startTestCloud>[0] = {},
) => {
  const cloud = await startTestCloud(options);
  const call = async (operation: string, input: object) => {
    const { status, body } = await jsonCall(
      cloud,
      "cognito-idp",
      `AWSCognitoIdentityProviderService.${operation}`,
      input,
    );
    assert.equal(status, 200, `${operation}: ${JSON.stringify(body)}`);
    return body;
  };
  const { UserPool } = await call("CreateUserPool", {
    PoolName: "people",
    AutoVerifiedAttributes: ["email"],
    ...settings,
  });
  const UserPoolId: string = UserPool.Id;
  await call("CreateUserPoolDomain", { UserPoolId, Domain: "people" });
  const createClient = async (
    more: object = {},
  ): Promise<{ readonly ClientId: string; readonly ClientSecret: string }> => {
    const { UserPoolClient } = await call("CreateUserPoolClient", {
      UserPoolId,
      ClientName: "web",
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ["code"],
      AllowedOAuthScopes: ["openid", "email", "profile", "aws.cognito.signin.user.admin"],
      CallbackURLs: [CALLBACK],
      LogoutURLs: ["https://app.test/bye"],
      SupportedIdentityProviders: ["COGNITO"],
      ...more,
    });
    return UserPoolClient;
  };
  const { ClientId } = await createClient(clientSettings);
  const createUser = async (Username: string, attributes: Readonly<Record<string, string>> = {}) => {
    const UserAttributes = Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
    await call("AdminCreateUser", { UserPoolId, Username, MessageAction: "SUPPRESS", UserAttributes });
    await call("AdminSetUserPassword", { UserPoolId, Username, Password: PASSWORD, Permanent: true });
  };
  const url = `${cloud.client.endpoint}/${UserPoolId}`;
  return {
    cloud,
    call,
    createClient,
    createUser,
    url,
    UserPoolId,
    ClientId,
    code: (username: string) => lastCode(cloud.cloud.directory["cognito-idp"].pools, UserPoolId, username),
    /** Posts to `/oauth2/token`. */
    token: (form: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}) =>
      postForm(`${url}/oauth2/token`, form, headers),
    query: (more: Readonly<Record<string, string>> = {}) =>
      new URLSearchParams({ client_id: ClientId, response_type: "code", redirect_uri: CALLBACK, ...more }).toString(),
    close: () => cloud.close(),
  };
};

export type HostedPool = Awaited<ReturnType<typeof startHostedPool>>;

export const s256 = (verifier: string): string => createHash("sha256").update(verifier).digest("base64url");

export const postForm = async (
  url: string,
  form: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
) => {
  const response = await fetch(url, { method: "POST", body: new URLSearchParams(form), headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === "" ? undefined : JSON.parse(text) };
};

/** A browser without scripts that keeps cookies and stops where a site leads away from the domain. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  private base = "";
  text = "";
  status = 0;
  /** Where the last answer led that was not followed. */
  location = "";
  headers = new Headers();

  async open(url: string, init: RequestInit = {}): Promise<this> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await fetch(url, { ...init, redirect: "manual", headers: { ...init.headers, cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Max-Age=0/.test(set)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    this.text = await response.text();
    this.status = response.status;
    this.headers = response.headers;
    this.location = response.headers.get("location") ?? "";
    this.base = url;
    const next = this.location && new URL(this.location, url);
    return next && next.origin === new URL(url).origin ? this.open(next.href) : this;
  }

  /** Sends the form of the page that is open. */
  submit(fields: Readonly<Record<string, string>>): Promise<this> {
    const form = /<form[^>]*>.*?<\/form>/s.exec(this.text)?.[0] ?? assert.fail(`no form on ${this.base}: ${this.text}`);
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map(
      ([, name, value]) => [name, unescaped(value ?? "")],
    );
    const action = unescaped(/action="([^"]*)"/.exec(form)?.[1] ?? "");
    const body = new URLSearchParams({ ...Object.fromEntries(hidden), ...fields });
    return this.open(new URL(action, this.base).href, { method: "POST", body });
  }

  /** A parameter of where the last answer led. */
  parameter(name: string): string | null {
    const { searchParams, hash } = new URL(this.location);
    return searchParams.get(name) ?? new URLSearchParams(hash.slice(1)).get(name);
  }
}

const unescaped = (text: string): string =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");

export const claimsOf = (token: string): Readonly<Record<string, unknown>> =>
  JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString());
