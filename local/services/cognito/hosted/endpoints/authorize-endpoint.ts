import type { ApiResponse } from "../../../../wire/transport/api-request";
import { authorizeRequest, handedOn } from "../authorize-request";
import { inBrowser } from "../browsers";
import { csrfToken } from "../csrf";
import { type Exchange, redirect } from "../exchange";
import { askedProvider, providersOf, takesPasswords } from "../providers/providers";
import { CallbackError, PageError } from "../refusals";
import { sendBack } from "../sign-in-steps";

/** `GET /oauth2/authorize`: back to the client at once for who is signed in in this browser; to the pages otherwise. */
// fidelity: docs: "The redirect and authorization endpoint", prompt
export const answerAuthorize = async (exchange: Exchange): Promise<ApiResponse> => {
  if (exchange.method !== "GET" && exchange.method !== "HEAD") {
    throw new PageError("invalid_request", "Only GET is allowed here.", 405);
  }
  const request = authorizeRequest(exchange);
  const visit = { ...exchange, request, csrf: csrfToken(exchange) };
  const { prompts, redirectUri, state } = request;
  const { query } = exchange;
  const elsewhere = query.has("idp_identifier") || (query.get("identity_provider") ?? "COGNITO") !== "COGNITO";
  const found = prompts.includes("login") || prompts.includes("select_account") ? undefined : inBrowser(exchange);
  if (found && (!elsewhere || prompts.includes("none"))) return sendBack(visit, found);
  if (prompts.includes("none")) throw new CallbackError(redirectUri, "login_required", state);
  // fidelity: docs: identity_provider, idp_identifier; guess: the error for one that the client does not have
  if (elsewhere && !askedProvider(visit)) throw new CallbackError(redirectUri, "invalid_request", state);
  if (!elsewhere && !takesPasswords(visit) && providersOf(visit).length === 0) {
    throw new PageError("unauthorized_client", "The client supports no identity provider to sign in with.");
  }
  return redirect(`${exchange.base}${elsewhere ? "/provider" : "/login"}?${handedOn(exchange)}`);
};
