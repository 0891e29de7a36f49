import type * as cognito from "@pulumi/aws/cognito";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { input, list, object, record, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";

/** Attributes of users by the names of the provider's: `{ email: "email" }`. */
export type AttributeMapping = Readonly<Record<string, string>>;

interface Provider {
  /** Written over the default at each sign-in. @default e-mail address and who it is */
  readonly attributes?: AttributeMapping;
}

/** An app that is registered with Google, Facebook or Amazon. */
export interface SocialProvider extends Provider {
  readonly clientId: pulumi.Input<string>;
  /** Kept secret in Pulumi's state. */
  readonly clientSecret: pulumi.Input<string>;
  /** @default what tells the e-mail address */
  readonly scopes?: readonly string[];
}

/** A Services ID of Sign in with Apple. */
export interface AppleProvider extends Provider {
  readonly clientId: pulumi.Input<string>;
  readonly teamId: pulumi.Input<string>;
  readonly keyId: pulumi.Input<string>;
  /** Text of the key, without its first and last line. Kept secret in Pulumi's state. */
  readonly privateKey: pulumi.Input<string>;
  /** @default ["email", "name"] */
  readonly scopes?: readonly string[];
}

/** A directory that speaks SAML 2.0; one of both says how. */
export interface SamlProvider extends Provider {
  readonly metadataUrl?: pulumi.Input<string>;
  /** The document itself. */
  readonly metadata?: pulumi.Input<string>;
  /** What users may type to be led there, 50 at most: `"example.com"`. @default [] */
  readonly identifiers?: readonly string[];
}

export interface OidcProvider extends Provider {
  /** `"https://login.example.com"`, where its discovery document is. */
  readonly issuer: pulumi.Input<string>;
  readonly clientId: pulumi.Input<string>;
  /** Kept secret in Pulumi's state. */
  readonly clientSecret: pulumi.Input<string>;
  /** @default ["openid", "email", "profile"] */
  readonly scopes?: readonly string[];
  /** As of `SamlProvider`. */
  readonly identifiers?: readonly string[];
}

/** Who else may say who a user is, on the pages of the domain. Those of `saml` and `oidc` by names of one's own. */
export interface IdentityProviders {
  readonly google?: SocialProvider;
  readonly facebook?: SocialProvider;
  readonly amazon?: SocialProvider;
  readonly apple?: AppleProvider;
  readonly saml?: Readonly<Record<string, SamlProvider>>;
  readonly oidc?: Readonly<Record<string, OidcProvider>>;
}

const value = input(text());
const attributes = record(text("an attribute of the provider"), 'attributes, { email: "email" }').optional();
const scopes = list(text("a scope"), 'a list of scopes, ["email"]').optional();
const identifiers = list(text("an identifier"), 'a list of identifiers, ["example.com"]').optional();
const social = object<SocialProvider>({ clientId: value, clientSecret: value, scopes, attributes }).optional();

export const identityProvidersShape = object<IdentityProviders>({
  google: social,
  facebook: social,
  amazon: social,
  apple: object<AppleProvider>({
    clientId: value,
    teamId: value,
    keyId: value,
    privateKey: value,
    scopes,
    attributes,
  }).optional(),
  saml: record(
    object<SamlProvider>({ metadataUrl: value.optional(), metadata: value.optional(), identifiers, attributes }),
    "providers by name, { staff: { metadataUrl } }",
  ).optional(),
  oidc: record(
    object<OidcProvider>({ issuer: value, clientId: value, clientSecret: value, scopes, identifiers, attributes }),
    "providers by name, { partners: { issuer, clientId, clientSecret } }",
  ).optional(),
}).optional();

/** One of them as the provider asks for it, under the key by which clients name it. */
export interface ProviderSettings {
  /** `google`, `staff`. */
  readonly key: string;
  /** `Google`, `staff`: as Cognito and tokens name it. */
  readonly name: string;
  readonly definition: Omit<cognito.IdentityProviderArgs, "userPoolId" | "providerName">;
}

/** Keys that clients name others by. */
const TAKEN = ["cognito", "google", "facebook", "amazon", "apple"] as const;

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html (read 2026-11) */
const NAME = /^[A-Za-z][A-Za-z0-9.-]{0,31}$/;
const IDENTIFIER = /^[\w\s+=.@-]{1,40}$/;
const MAX_IDENTIFIERS = 50;

/** @throws {ArgsError} for names that Cognito refuses or that two of them have, and for SAML without a document. */
export const planProviders = (component: string, given: IdentityProviders): ProviderSettings[] => {
  const { google, facebook, amazon, apple, saml = {}, oidc = {} } = given;
  const named = [
    ...Object.entries(saml).map(([name, one]) => ({ kind: "saml", name, one }) as const),
    ...Object.entries(oidc).map(([name, one]) => ({ kind: "oidc", name, one }) as const),
  ];
  const seen = new Set<string>(TAKEN);
  for (const { kind, name, one } of named) {
    const path = argsPath(["identityProviders", kind, name]);
    if (!NAME.test(name))
      throw new ArgsError(component, path, "must be called by 1 to 32 letters, digits, . and -, a letter first");
    if (seen.has(name.toLowerCase()))
      throw new ArgsError(component, path, `must be called by a name of its own: another provider is ${name}`);
    seen.add(name.toLowerCase());
    checkIdentifiers(component, `${path}.identifiers`, one.identifiers ?? []);
    if (kind === "saml" && (one.metadataUrl === undefined) === (one.metadata === undefined))
      throw new ArgsError(component, path, "must have metadataUrl or metadata, one of both");
  }
  return [
    ...(google ? [socialSettings("google", google)] : []),
    ...(facebook ? [socialSettings("facebook", facebook)] : []),
    ...(amazon ? [socialSettings("amazon", amazon)] : []),
    ...(apple ? [appleSettings(apple)] : []),
    ...Object.entries(saml).map(([name, one]) => samlSettings(name, one)),
    ...Object.entries(oidc).map(([name, one]) => oidcSettings(name, one)),
  ];
};

const checkIdentifiers = (component: string, path: string, all: readonly string[]): void => {
  if (all.length > MAX_IDENTIFIERS)
    throw new ArgsError(component, path, `must be at most ${MAX_IDENTIFIERS} (there are ${all.length})`);
  const wrong = all.find((one) => !IDENTIFIER.test(one));
  if (wrong !== undefined)
    throw new ArgsError(
      component,
      path,
      `must be 1 to 40 characters each, without / (one is ${JSON.stringify(wrong)})`,
    );
};

/**
 * What Cognito answers with besides what it was told. It is written out, because the provider would take it for a change
 * at each update.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html (read 2026-11)
 */
const SOCIAL = {
  google: {
    name: "Google",
    scopes: "openid email profile",
    mapping: { email: "email", username: "sub" },
    details: {
      attributes_url: "https://people.googleapis.com/v1/people/me?personFields=",
      attributes_url_add_attributes: "true",
      authorize_url: "https://accounts.google.com/o/oauth2/v2/auth",
      oidc_issuer: "https://accounts.google.com",
      token_request_method: "POST",
      token_url: "https://www.googleapis.com/oauth2/v4/token",
    },
  },
  facebook: {
    name: "Facebook",
    scopes: "public_profile,email",
    mapping: { email: "email", username: "id" },
    details: {
      api_version: "v17.0",
      attributes_url: "https://graph.facebook.com/v17.0/me?fields=",
      attributes_url_add_attributes: "true",
      authorize_url: "https://www.facebook.com/v17.0/dialog/oauth",
      token_request_method: "GET",
      token_url: "https://graph.facebook.com/v17.0/oauth/access_token",
    },
  },
  amazon: {
    name: "LoginWithAmazon",
    scopes: "profile",
    mapping: { email: "email", username: "user_id" },
    details: {
      attributes_url: "https://api.amazon.com/user/profile",
      attributes_url_add_attributes: "false",
      authorize_url: "https://www.amazon.com/ap/oa",
      token_request_method: "POST",
      token_url: "https://api.amazon.com/auth/o2/token",
    },
  },
} as const;

const socialSettings = (key: keyof typeof SOCIAL, provider: SocialProvider): ProviderSettings => {
  const { name, scopes, mapping, details } = SOCIAL[key];
  const { clientId, clientSecret, attributes } = provider;
  return {
    key,
    name,
    definition: {
      providerType: name,
      attributeMapping: { ...mapping, ...attributes },
      providerDetails: {
        ...details,
        client_id: clientId,
        client_secret: pulumi.secret(clientSecret),
        authorize_scopes: provider.scopes?.join(key === "facebook" ? "," : " ") ?? scopes,
      },
    },
  };
};

const appleSettings = (provider: AppleProvider): ProviderSettings => ({
  key: "apple",
  name: "SignInWithApple",
  definition: {
    providerType: "SignInWithApple",
    attributeMapping: { email: "email", username: "sub", ...provider.attributes },
    providerDetails: {
      attributes_url_add_attributes: "false",
      authorize_url: "https://appleid.apple.com/auth/authorize",
      oidc_issuer: "https://appleid.apple.com",
      token_request_method: "POST",
      token_url: "https://appleid.apple.com/auth/token",
      client_id: provider.clientId,
      team_id: provider.teamId,
      key_id: provider.keyId,
      private_key: pulumi.secret(provider.privateKey),
      authorize_scopes: (provider.scopes ?? ["email", "name"]).join(" "),
    },
  },
});

const MAIL_CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress";

const samlSettings = (
  name: string,
  { metadataUrl, metadata, identifiers, attributes }: SamlProvider,
): ProviderSettings => ({
  key: name,
  name,
  definition: {
    providerType: "SAML",
    attributeMapping: { email: MAIL_CLAIM, ...attributes },
    ...(identifiers && { idpIdentifiers: [...identifiers] }),
    providerDetails: {
      ...(metadataUrl !== undefined && { MetadataURL: metadataUrl }),
      ...(metadata !== undefined && { MetadataFile: metadata }),
    },
  },
});

const oidcSettings = (name: string, provider: OidcProvider): ProviderSettings => ({
  key: name,
  name,
  definition: {
    providerType: "OIDC",
    attributeMapping: { email: "email", username: "sub", ...provider.attributes },
    ...(provider.identifiers && { idpIdentifiers: [...provider.identifiers] }),
    providerDetails: {
      oidc_issuer: provider.issuer,
      client_id: provider.clientId,
      client_secret: pulumi.secret(provider.clientSecret),
      authorize_scopes: (provider.scopes ?? ["openid", "email", "profile"]).join(" "),
      attributes_request_method: "GET",
      attributes_url_add_attributes: "false",
    },
  },
});
