import type * as pulumi from "@pulumi/pulumi";
import { input, list, object, record, text } from "../../../core/args/args-shape";

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
  /**
   * Text of the key, without its first and last line. Kept secret in Pulumi's state. Cognito never tells it, so that each
   * update hands it over again and reports a change of the provider.
   */
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
