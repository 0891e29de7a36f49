import type * as cognito from "@pulumi/aws/cognito";
import * as pulumi from "@pulumi/pulumi";
import type { AppleProvider, OidcProvider, SamlProvider, SocialProvider } from "./identity-providers";

/** One of them as the provider asks for it, under the key by which clients name it. */
export interface ProviderSettings {
  /** `google`, `staff`. */
  readonly key: string;
  /** `Google`, `staff`: as Cognito and tokens name it. */
  readonly name: string;
  /**
   * Details that Cognito finds out by itself, from the metadata or the issuer: what it answers with is no change.
   *
   * https://github.com/hashicorp/terraform-provider-aws/issues/4807
   */
  readonly discovered: readonly string[];
  readonly definition: Omit<cognito.IdentityProviderArgs, "userPoolId" | "providerName">;
}

/**
 * What Cognito answers with besides what it was told. It is written out, because the provider would take it for a change
 * at each update.
 *
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html: ProviderDetails, "Describe response" of each type (read 2026-11)
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

export const socialSettings = (key: keyof typeof SOCIAL, provider: SocialProvider): ProviderSettings => {
  const { name, scopes, mapping, details } = SOCIAL[key];
  const { clientId, clientSecret, attributes } = provider;
  return {
    key,
    name,
    discovered: [],
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

export const appleSettings = (provider: AppleProvider): ProviderSettings => ({
  key: "apple",
  name: "SignInWithApple",
  discovered: [],
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

export const samlSettings = (
  name: string,
  { metadataUrl, metadata, identifiers, attributes }: SamlProvider,
): ProviderSettings => ({
  key: name,
  name,
  discovered: ["ActiveEncryptionCertificate", "SLORedirectBindingURI", "SSORedirectBindingURI"],
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

export const oidcSettings = (name: string, provider: OidcProvider): ProviderSettings => ({
  key: name,
  name,
  discovered: ["attributes_url", "authorize_url", "jwks_uri", "token_url"],
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
