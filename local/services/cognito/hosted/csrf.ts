import { randomBytes, timingSafeEqual } from "node:crypto";
import { cookie, type Exchange } from "./exchange";
import { PageError } from "./refusals";

/** fidelity: observed: the names of AWS's pages */
export const CSRF_COOKIE = "XSRF-TOKEN";
export const CSRF_FIELD = "_csrf";

/** What the forms of a browser carry: as its cookie says, or a new one. */
export const csrfToken = (exchange: Exchange): string => {
  const known = cookie(exchange, CSRF_COOKIE) ?? "";
  return /^[\w-]{43}$/.test(known) ? known : randomBytes(32).toString("base64url");
};

/** Whether a form comes from a page of ours in that browser. @throws {PageError} */
export const checkCsrf = (exchange: Exchange): void => {
  const held = Buffer.from(cookie(exchange, CSRF_COOKIE) ?? "");
  const sent = Buffer.from(exchange.form.get(CSRF_FIELD) ?? "");
  if (held.length > 0 && held.length === sent.length && timingSafeEqual(held, sent)) return;
  throw new PageError("csrf", "This form has expired, or does not come from this site. Go back and try again.", 403);
};
