import { timingSafeEqual } from "node:crypto";
import type { ClientRecord } from "../../user-pools";
import type { Exchange } from "../exchange";
import { OAuthError } from "../refusals";

/** The client of a request, which proves that it has its secret: in the header, or in the form. @throws {OAuthError} */
// fidelity: docs: "The token issuer endpoint", Authorization; observed: the description
export const authenticatedClient = ({ pools, pool, headers, form }: Exchange, refusedStatus = 400): ClientRecord => {
  const refuse = (description?: string) => new OAuthError("invalid_client", description, refusedStatus);
  const basic = basicCredentials(headers.authorization);
  const id = basic?.id ?? form.get("client_id");
  const secret = basic?.secret ?? form.get("client_secret") ?? undefined;
  if (!id) throw headers.authorization ? refuse() : new OAuthError("invalid_request");
  if (basic && form.has("client_id") && form.get("client_id") !== basic.id) throw refuse();
  const client = pools.clients.get(id);
  if (client?.pool !== pool.id) throw refuse();
  if (client.secret !== secret && !(client.secret && secret && same(client.secret, secret))) {
    throw refuse("invalid_client_secret");
  }
  return client;
};

const same = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)];
  return one.length === other.length && timingSafeEqual(one, other);
};

const basicCredentials = (header = "") => {
  const [, encoded] = /^Basic +([A-Za-z0-9+/_=-]+)$/i.exec(header) ?? [];
  const [, id = "", secret = ""] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? "", "base64").toString()) ?? [];
  return encoded === undefined ? undefined : { id: decoded(id), secret: decoded(secret) };
};

/** RFC 6749 2.3.1 wants both encoded as a form is; for what Cognito makes, that is the same. */
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};
