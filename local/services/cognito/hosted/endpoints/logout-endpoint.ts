import type { ApiResponse } from "../../../../wire/transport/api-request";
import { clientOfQuery, handedOn } from "../authorize-request";
import { leaveBrowser } from "../browsers";
import { type Exchange, redirect, withParameters } from "../exchange";
import { PageError } from "../refusals";
import { isRegistered } from "../return-url";

/** `GET /logout`: signs the browser out, and goes on to the client, or to another sign-in. @throws {PageError} */
// fidelity: docs: "The managed login sign-out endpoint"
export const answerLogout = async (exchange: Exchange): Promise<ApiResponse> => {
  const { pools, query, base } = exchange;
  const { settings = {} } = clientOfQuery(exchange);
  const { LogoutURLs = [], CallbackURLs = [] } = settings;
  const to = query.get("logout_uri");
  const again = query.get("redirect_uri");
  const given = to ?? again;
  if (!given) throw new PageError("invalid_request", "Required String parameter 'redirect_uri' is not present");
  if (!isRegistered(pools, to === null ? CallbackURLs : LogoutURLs, given)) {
    throw new PageError(
      "redirect_mismatch",
      "The address to return to is none of those that the client has registered.",
    );
  }
  const cookie = await leaveBrowser(exchange);
  if (to !== null) return redirect(withState(to, query.get("state")), cookie);
  return redirect(`${base}/login?${handedOn(exchange)}`, cookie);
};

const withState = (url: string, state: string | null): string =>
  state === null ? url : withParameters(url, { state });
