import type { ApiResponse } from "../../../wire/transport/api-request";
import { authorizeRequest, handedOn } from "./authorize-request";
import { inBrowser } from "./browsers";
import { csrfToken } from "./csrf";
import { type Exchange, redirect } from "./exchange";
import { CallbackError, PageError } from "./refusals";
import { sendBack } from "./sign-in-steps";

/** `GET /oauth2/authorize`: back to the client at once for who is signed in in this browser; to the pages otherwise. */
// fidelity: docs: "The redirect and authorization endpoint", prompt
export const answerAuthorize = async (exchange: Exchange): Promise<ApiResponse> => {
  if (exchange.method !== "GET" && exchange.method !== "HEAD") {
    throw new PageError("invalid_request", "Only GET is allowed here.", 405);
  }
  const request = authorizeRequest(exchange);
  const visit = { ...exchange, request, csrf: csrfToken(exchange) };
  const { prompts, redirectUri, state } = request;
  const provider = exchange.query.get("identity_provider") ?? exchange.query.get("idp_identifier");
  const found = prompts.includes("login") || prompts.includes("select_account") ? undefined : inBrowser(exchange);
  if (found && (provider === null || prompts.includes("none"))) return sendBack(visit, found);
  if (prompts.includes("none")) throw new CallbackError(redirectUri, "login_required", state);
  return redirect(`${exchange.base}/login?${handedOn(exchange)}`);
};
