import type { ApiResponse } from "../../../../wire/transport/api-request";
import { revoke, sessionOf } from "../../tokens/sign-in";
import type { Exchange } from "../exchange";
import { OAuthError } from "../refusals";
import { authenticatedClient } from "./client-authentication";

/** `POST /oauth2/revoke`: a refresh token and what was made from it. @throws {OAuthError} */
// fidelity: docs: "The revoke endpoint"
export const answerRevoke = async (exchange: Exchange): Promise<ApiResponse> => {
  const { pools, form } = exchange;
  const token = form.get("token");
  if (!token) throw new OAuthError("invalid_request");
  const client = authenticatedClient(exchange, 401);
  if (client.settings?.EnableTokenRevocation === false) throw new OAuthError("invalid_request");
  if (/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) throw new OAuthError("unsupported_token_type");
  if (sessionOf(pools, client, "refresh", token)) await revoke(pools, token);
  return { status: 200, headers: { "cache-control": "no-store" }, body: "" };
};
