import { ServiceError } from "../../../wire/service-error";
import type { ClientSettings } from "../settings/client-settings";
import type { UserPools } from "../user-pools";
import { keyIn } from "./records";
import { unknownScope } from "./scopes";

const invalid = (text: string) => new ServiceError("InvalidParameterException", text);
const invalidFlow = (text: string) => new ServiceError("InvalidOAuthFlowException", text);

/** Whether a client may use these settings of OAuth. @throws {ServiceError} */
// fidelity: docs: CreateUserPoolClient; observed: the texts, unless marked
export const checkOAuth = (
  pools: UserPools,
  { pool, secret }: { readonly pool: string; readonly secret?: string | undefined },
  settings: ClientSettings,
): void => {
  const { AllowedOAuthFlows: flows = [], AllowedOAuthScopes: scopes = [], CallbackURLs: callbacks = [] } = settings;
  const { LogoutURLs: logouts = [], DefaultRedirectURI: usual, SupportedIdentityProviders: providers = [] } = settings;
  const interactive = flows.includes("code") || flows.includes("implicit");
  if (settings.AllowedOAuthFlowsUserPoolClient && (flows.length === 0 || scopes.length === 0)) {
    throw invalid(
      "AllowedOAuthFlows and AllowedOAuthScopes are required if user pool client is allowed to use OAuth flows.",
    );
  }
  if (flows.includes("client_credentials")) {
    if (interactive)
      throw invalidFlow("client_credentials flow can not be selected along with code flow or implicit flow.");
    if (secret === undefined) {
      throw invalidFlow("client_credentials flow can not be selected if client does not have a client secret.");
    }
  }
  if (interactive && callbacks.length === 0) {
    throw invalidFlow("CallbackUrls can not be empty when code flow or implicit flow is selected.");
  }
  for (const url of [...callbacks, ...logouts]) checkUrl(url);
  // fidelity: guess: the text
  if (usual && !callbacks.includes(usual))
    throw invalid(`Default redirect URI ${usual} is not one of the callback URLs.`);
  const unknown = unknownScope(pools, pool, scopes);
  if (unknown !== undefined)
    throw new ServiceError("ScopeDoesNotExistException", `Invalid scope requested: ${unknown}`);
  for (const name of providers) {
    if (name !== "COGNITO" && !pools.identityProviders.get(keyIn(pool, name))) {
      throw invalid(`The provider ${name} does not exist for User Pool ${pool}.`);
    }
  }
};

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** A URL that browsers may be sent to: absolute, without a fragment, and over TLS unless it is on this machine. */
// fidelity: docs: CreateUserPoolClient, CallbackURLs; guess: the texts of the first two
const checkUrl = (text: string): void => {
  if (!/^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(text) || !URL.canParse(text)) throw invalid(`${text} is not a valid URL.`);
  if (text.includes("#")) throw invalid(`${text} cannot have a fragment.`);
  const { protocol, hostname } = new URL(text);
  if (protocol === "javascript:" || protocol === "data:") throw invalid(`${text} is not a valid URL.`);
  if (protocol === "http:" && !LOOPBACK.has(hostname)) throw invalid(`${text} cannot use the HTTP protocol.`);
};
