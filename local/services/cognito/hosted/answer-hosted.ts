import { ServiceError } from "../../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import type { UserPools } from "../user-pools";
import { authorizeRequest } from "./authorize-request";
import { checkCsrf, csrfToken } from "./csrf";
import { answerAuthorize } from "./endpoints/authorize-endpoint";
import { answerWellKnown } from "./endpoints/discovery";
import { answerLogout } from "./endpoints/logout-endpoint";
import { answerRevoke } from "./endpoints/revoke-endpoint";
import { answerToken } from "./endpoints/token-endpoint";
import { answerUserInfo } from "./endpoints/user-info";
import { type Exchange, jsonAnswer, redirect } from "./exchange";
import { html } from "./pages/html";
import { pageAnswer } from "./pages/page";
import { placeOf } from "./place";
import { CallbackError, OAuthError, PageError } from "./refusals";
import { afterStep } from "./screens/challenges";
import { confirmScreen } from "./screens/confirm";
import { forgotPasswordScreen, resetPasswordScreen } from "./screens/forgot-password";
import { newPasswordScreen } from "./screens/new-password";
import { providerScreen } from "./screens/provider";
import type { Screen, Visit } from "./screens/screen";
import { signInScreen } from "./screens/sign-in";
import { signUpScreen } from "./screens/sign-up";
import { totpScreen } from "./screens/totp";
import { totpSetUpScreen } from "./screens/totp-set-up";

type Answer = (exchange: Exchange) => ApiResponse | Promise<ApiResponse>;

/** What programs call. Those in browsers may too. */
const ENDPOINTS: Readonly<Record<string, { readonly methods: readonly string[]; readonly answer: Answer }>> = {
  "/oauth2/token": { methods: ["POST"], answer: answerToken },
  "/oauth2/userInfo": { methods: ["GET", "POST"], answer: answerUserInfo },
  "/oauth2/revoke": { methods: ["POST"], answer: answerRevoke },
};

const SCREENS: Readonly<Record<string, Screen>> = {
  "/login": signInScreen,
  "/signup": signUpScreen,
  "/confirm": confirmScreen,
  "/forgotPassword": forgotPasswordScreen,
  "/confirmForgotPassword": resetPasswordScreen,
  "/newPassword": newPasswordScreen,
  "/provider": providerScreen,
  "/mfa": totpScreen,
  "/mfaSetup": totpSetUpScreen,
};

/** Larger than any form of ours. */
const MAX_FORM_BYTES = 64 * 1024;

/** Answers what is asked of the domain of a pool; `undefined` when a request is not for one. */
export const answerHosted = async (
  pools: UserPools,
  request: Omit<ApiRequest, "principal">,
): Promise<ApiResponse | undefined> => {
  const place = placeOf(pools, request);
  if (!place) return undefined;
  const { method, headers, body } = request;
  if (body.length > MAX_FORM_BYTES) return jsonAnswer(413, { error: "invalid_request" });
  const [, search = ""] = /\?(.*)$/s.exec(request.url) ?? [];
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(headers["content-type"] ?? "");
  const form = new URLSearchParams(isForm ? body.toString("utf8") : "");
  return answerAt({ pools, ...place, method, headers, query: new URLSearchParams(search), form });
};

const answerAt = async (exchange: Exchange): Promise<ApiResponse | undefined> => {
  const { pools, pool, path } = exchange;
  if (path.startsWith("/.well-known/")) return answerWellKnown(pools, pool.id, path, exchange);
  const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined;
  if (endpoint) return open(await answerEndpoint(exchange, endpoint));
  try {
    if (path === "/oauth2/authorize") return await answerAuthorize(exchange);
    if (path === "/logout") return await answerLogout(exchange);
    const screen = Object.hasOwn(SCREENS, path) ? SCREENS[path] : undefined;
    if (screen) return await answerScreen(exchange, screen);
  } catch (error) {
    if (error instanceof CallbackError) return redirect(error.location);
    if (!(error instanceof PageError)) throw error;
    const { code, text, status } = error;
    const body = html`<p>${text}</p><p class="hint">Error: <code>${code}</code></p>`;
    return pageAnswer({ title: "This does not work", of: pool.name, body, status });
  }
  return undefined;
};

/** Scripts of every site may read it: nothing depends on cookies there. */
const open = (answer: ApiResponse): ApiResponse => ({
  ...answer,
  headers: { ...answer.headers, "access-control-allow-origin": "*" },
});

const answerEndpoint = async (
  exchange: Exchange,
  { methods, answer }: (typeof ENDPOINTS)[string],
): Promise<ApiResponse> => {
  if (exchange.method === "OPTIONS") {
    const allowed = { "access-control-allow-methods": methods.join(", "), "access-control-max-age": "86400" };
    return {
      status: 200,
      headers: { ...allowed, "access-control-allow-headers": "authorization, content-type" },
      body: "",
    };
  }
  try {
    if (!methods.includes(exchange.method)) throw new OAuthError("invalid_request", undefined, 405);
    return await answer(exchange);
  } catch (error) {
    if (error instanceof OAuthError) return error.answer();
    throw error;
  }
};

const answerScreen = async (exchange: Exchange, { show, submit }: Screen): Promise<ApiResponse> => {
  const visit: Visit = { ...exchange, request: authorizeRequest(exchange), csrf: csrfToken(exchange) };
  if (exchange.method === "GET" || exchange.method === "HEAD") return show(visit, saidOn(visit));
  if (exchange.method !== "POST" || !submit)
    throw new PageError("invalid_request", "There is nothing to do in this way.", 405);
  checkCsrf(exchange);
  try {
    const reached = await submit(visit);
    return "step" in reached ? await afterStep(visit, reached) : reached;
  } catch (error) {
    if (error instanceof ServiceError) return show(visit, { problem: error.message });
    throw error;
  }
};

const NOTICES: Readonly<Record<string, string>> = {
  confirmed: "Your account is confirmed. Sign in to go on.",
  changed: "Your password has been changed. Sign in with the new one.",
};

const saidOn = ({ query }: Visit) => {
  const said = query.get("said") ?? "";
  return Object.hasOwn(NOTICES, said) ? { notice: NOTICES[said] } : {};
};
