import { ServiceError } from "../../../../wire/service-error";
import { PROVIDER_TYPES, type ProviderType } from "../records";

const invalid = (text: string) => new ServiceError("InvalidParameterException", text);

/** fidelity: docs: CreateIdentityProvider, ProviderDetails: what each type has to be told; one of some where a list stands in a list */
const DETAILS: Readonly<Record<ProviderType, readonly (readonly string[])[]>> = {
  Google: [["client_id"], ["client_secret"], ["authorize_scopes"]],
  Facebook: [["client_id"], ["client_secret"], ["authorize_scopes"]],
  LoginWithAmazon: [["client_id"], ["client_secret"], ["authorize_scopes"]],
  SignInWithApple: [["client_id"], ["team_id"], ["key_id"], ["private_key"], ["authorize_scopes"]],
  OIDC: [["client_id"], ["attributes_request_method"], ["oidc_issuer"], ["authorize_scopes"]],
  SAML: [["MetadataURL", "MetadataFile"]],
};

/** The claim of a provider that names its users. fidelity: docs: "Mapping IdP attributes to profiles and tokens" */
const NAMING: Readonly<Record<ProviderType, string>> = {
  Google: "sub",
  Facebook: "id",
  LoginWithAmazon: "user_id",
  SignInWithApple: "sub",
  OIDC: "sub",
  SAML: "NameID",
};

/** Whether a provider is told what its type needs. @throws {ServiceError} */
// fidelity: guess: both texts
export const checkProvider = (name: string, type: ProviderType, details: Readonly<Record<string, string>>): void => {
  const fixed = type !== "SAML" && type !== "OIDC";
  if (fixed ? name !== type : PROVIDER_TYPES.some((own) => own === name) || name === "COGNITO") {
    throw invalid(`Invalid provider name ${name} for the provider type ${type}.`);
  }
  const missing = DETAILS[type].find((names) => !names.some((each) => details[each]));
  if (missing) throw invalid(`Missing required provider detail ${missing.join(" or ")}.`);
};

/** The mapping of a provider: the name of its users comes from the claim that is usual for it. */
export const mappingOf = (type: ProviderType, given: Readonly<Record<string, string>> = {}) =>
  type === "SAML" ? given : { username: NAMING[type], ...given };
