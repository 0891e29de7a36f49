import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../../core/args/args-error";
import { input, list, object, text } from "../../../core/args/args-shape";

/** Sign-in on Cognito's own pages: by code, which a public client has to use with PKCE. */
export interface ClientLogin {
  /** Where the pages lead back to: `https:`, a scheme of an app, or `http://localhost`; 1 to 100, to the letter. */
  readonly callbackUrls: readonly pulumi.Input<string>[];
  /** Where to after sign-out; likewise. @default [] */
  readonly logoutUrls?: readonly pulumi.Input<string>[];
  /** What the tokens are for. @default ["openid", "email", "profile", "aws.cognito.signin.user.admin"] */
  readonly scopes?: readonly string[];
  /** Who may say who the user is: `"cognito"`, and names of the identity providers. @default all of them */
  readonly providers?: readonly string[];
}

/** A program that calls for itself, without a user: client credentials. Billed by the client and the token. */
export interface MachineLogin {
  /** Of resource servers; 1 at least. */
  readonly scopes: readonly string[];
}

export const loginShape = object<ClientLogin>({
  callbackUrls: list(input(text("a URL")), 'a list of URLs, ["https://shop.example.com/signed-in"]'),
  logoutUrls: list(input(text("a URL")), 'a list of URLs, ["https://shop.example.com/"]').optional(),
  scopes: list(text("a scope"), 'a list of scopes, ["openid"]').optional(),
  providers: list(text("a provider"), 'a list of providers, ["cognito", "google"]').optional(),
}).optional();

export const machineShape = object<MachineLogin>({
  scopes: list(text("a scope"), 'a list of scopes, ["shop/book"]'),
}).optional();

const MAX_URLS = 100;

/** @throws {ArgsError} unless all that are known by now are URLs that Cognito leads to. */
export const checkUrls = (component: string, path: string, urls: readonly pulumi.Input<string>[]): void => {
  if (urls.length > MAX_URLS)
    throw new ArgsError(component, path, `must be at most ${MAX_URLS} (there are ${urls.length})`);
  const wrong = urls.find((url) => typeof url === "string" && !isCallback(url));
  if (wrong !== undefined)
    throw new ArgsError(
      component,
      path,
      `must be URLs without a fragment: https, the scheme of an app, or http on localhost (one is ${JSON.stringify(wrong)})`,
    );
};

const LOOPBACK: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html (read 2026-11) */
const isCallback = (text: string): boolean => {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^\s#]+$/i.test(text) || !URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  if (protocol === "http:") return LOOPBACK.has(hostname);
  return protocol !== "javascript:" && protocol !== "data:";
};
