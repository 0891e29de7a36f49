import type { ClientRecord, UserPools } from "../user-pools";
import type { Exchange } from "./exchange";
import { CallbackError, PageError } from "./refusals";
import { isRegistered } from "./return-url";
import { askedScopes, unknownScope } from "./scopes";

/** What a client asks of the user who comes to sign in. */
export interface AuthorizeRequest {
  readonly client: ClientRecord;
  readonly redirectUri: string;
  readonly responseType: "code" | "token";
  readonly scopes: readonly string[];
  readonly state?: string;
  readonly nonce?: string;
  readonly challenge?: string;
  readonly prompts: readonly string[];
}

/** Parameters that pages hand on to the next one. */
const HANDED_ON = [
  "client_id",
  "response_type",
  "redirect_uri",
  "scope",
  "state",
  "nonce",
  "code_challenge",
  "code_challenge_method",
  "prompt",
  "login_hint",
  "lang",
  "identity_provider",
  "idp_identifier",
] as const;

/** The query of a request, for the next page; without what `except` names. */
export const handedOn = ({ query }: Pick<Exchange, "query">, except: readonly string[] = []): string => {
  const kept = HANDED_ON.filter((name) => query.has(name) && !except.includes(name));
  return new URLSearchParams(kept.map((name): [string, string] => [name, query.get(name) ?? ""])).toString();
};

/** A client of the pool that may use OAuth. @throws {PageError} */
export const clientOfQuery = ({ pools, pool, query }: Exchange): ClientRecord => {
  const id = query.get("client_id");
  if (!id) throw new PageError("invalid_request", "The parameter client_id is missing.");
  const client = pools.clients.get(id);
  if (client?.pool !== pool.id) throw new PageError("invalid_request", "There is no client of that id.");
  return client;
};

/**
 * What a query asks for. @throws {PageError} while nobody knows where errors may go; {CallbackError} from then on
 */
// fidelity: docs: "The redirect and authorization endpoint"
export const authorizeRequest = (exchange: Exchange): AuthorizeRequest => {
  const { pools, pool, query } = exchange;
  const client = clientOfQuery(exchange);
  const { settings = {} } = client;
  const redirectUri = redirectOf(pools, client, query.get("redirect_uri"));
  // fidelity: observed: the text
  if (!settings.AllowedOAuthFlowsUserPoolClient) {
    throw new PageError("unauthorized_client", "Client is not enabled for OAuth2.0 flows.");
  }
  const text = (name: string) => query.get(name) || undefined;
  const state = text("state");
  const refuse = (code: string, description?: string) => new CallbackError(redirectUri, code, state, description);
  const repeated = [...query.keys()].find((name) => query.getAll(name).length > 1);
  if (repeated) throw refuse("invalid_request");
  const responseType = query.get("response_type");
  if (responseType !== "code" && responseType !== "token") throw refuse("invalid_request");
  const flow = responseType === "code" ? "code" : "implicit";
  if (!settings.AllowedOAuthFlows?.includes(flow)) throw refuse("unauthorized_client");
  const scopes = askedScopes(text("scope"), settings.AllowedOAuthScopes ?? [], "user");
  if (!scopes || unknownScope(pools, pool.id, scopes)) throw refuse("invalid_scope");
  const [challenge, method] = [text("code_challenge"), text("code_challenge_method")];
  // fidelity: docs: "plain" is refused, and so is one of the two without the other
  if ((challenge === undefined) !== (method === undefined)) throw refuse("invalid_request");
  if (method !== undefined && method !== "S256") throw refuse("invalid_request");
  if (challenge !== undefined && !/^[A-Za-z0-9_-]{43}$/.test(challenge)) throw refuse("invalid_request");
  const prompts = (text("prompt") ?? "").split(" ").filter((prompt) => prompt !== "");
  if (prompts.length > 1 && prompts.includes("none")) throw refuse("invalid_request");
  const nonce = text("nonce");
  return {
    client,
    redirectUri,
    responseType,
    scopes,
    prompts,
    ...(state === undefined ? {} : { state }),
    ...(nonce === undefined ? {} : { nonce }),
    ...(challenge === undefined ? {} : { challenge }),
  };
};

/** A registered URL, to the letter. @throws {PageError} */
// fidelity: docs: CreateUserPoolClient, DefaultRedirectURI: in place of a missing one, where there is one provider
const redirectOf = (pools: UserPools, { settings = {} }: ClientRecord, given: string | null): string => {
  const { CallbackURLs = [], DefaultRedirectURI, SupportedIdentityProviders = [] } = settings;
  if (given === null && DefaultRedirectURI && SupportedIdentityProviders.length === 1) return DefaultRedirectURI;
  if (!given) throw new PageError("invalid_request", "The parameter redirect_uri is missing.");
  if (isRegistered(pools, CallbackURLs, given)) return given;
  throw new PageError("redirect_mismatch", "The address to return to is none of those that the client has registered.");
};
