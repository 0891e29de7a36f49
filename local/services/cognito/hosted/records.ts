/** A domain of a user pool: a prefix of AWS's own, or one that somebody owns. */
export interface DomainRecord {
  /** `people`, or `auth.example.com`. */
  readonly name: string;
  readonly pool: string;
  /** Of one that somebody owns. */
  readonly certificate?: string;
  /** 1: the classic pages, 2: managed login. Here both show the same pages. */
  readonly version: number;
  /** What the alias record of an own domain names. */
  readonly distribution: string;
}

export interface ResourceServerRecord {
  readonly pool: string;
  /** `https://api.example.com`; its scopes are `<identifier>/<scope>`. */
  readonly identifier: string;
  readonly name: string;
  readonly scopes: readonly { readonly ScopeName: string; readonly ScopeDescription: string }[];
}

export interface IdentityProviderRecord {
  readonly pool: string;
  readonly name: string;
  readonly type: ProviderType;
  readonly details: Readonly<Record<string, string>>;
  /** Attributes of users by the claims of the provider that they are taken from. */
  readonly mapping: Readonly<Record<string, string>>;
  readonly identifiers: readonly string[];
  readonly created: number;
  readonly modified: number;
}

export const PROVIDER_TYPES = ["SAML", "Facebook", "Google", "LoginWithAmazon", "SignInWithApple", "OIDC"] as const;
export type ProviderType = (typeof PROVIDER_TYPES)[number];

/** How the pages of a client look on AWS; here it is kept only. */
export interface BrandingRecord {
  readonly id: string;
  readonly pool: string;
  readonly client: string;
  readonly usual: boolean;
  readonly settings?: unknown;
  readonly assets?: readonly unknown[];
  readonly created: number;
  readonly modified: number;
}

/** What a user lets a client do by OAuth. */
export interface Grant {
  readonly scopes: readonly string[];
  /** When the user signed in, seconds since the epoch. */
  readonly authTime: number;
  readonly nonce?: string;
  /** Tokens go to the browser at once, and none to come back with. */
  readonly implicit?: boolean;
}

/** A code that was given to a client. */
export interface CodeGrantRecord {
  readonly pool: string;
  readonly client: string;
  readonly user: string;
  /** Of the user: another one may have the name by now. */
  readonly sub: string;
  readonly redirectUri: string;
  readonly grant: Grant;
  /** S256 of the verifier that the client has to show. */
  readonly challenge?: string;
  /** Milliseconds since the epoch. */
  readonly until: number;
  /** Once it was used: `origin_jti` of the tokens. */
  readonly origin?: string;
}

/** A browser in which somebody is signed in, at all clients of the pool. */
export interface BrowserRecord {
  readonly pool: string;
  readonly user: string;
  readonly sub: string;
  /** Seconds since the epoch. */
  readonly authTime: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
}

/** The key of what has a name of its own in its pool. */
export const keyIn = (pool: string, name: string): string => `${pool}/${name}`;
