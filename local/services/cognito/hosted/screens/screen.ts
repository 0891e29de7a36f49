import type { Output } from "../../../../wire/operations/operation";
import type { ApiResponse } from "../../../../wire/transport/api-request";
import type { UserRecord } from "../../user-pools";
import { type AuthorizeRequest, handedOn } from "../authorize-request";
import { CSRF_COOKIE, CSRF_FIELD } from "../csrf";
import { cookie, type Exchange, setCookie } from "../exchange";
import { hidden } from "../pages/fields";
import { type Html, html } from "../pages/html";
import { type Page, pageAnswer } from "../pages/page";

/** Somebody who is about to sign in. */
export interface Visit extends Exchange {
  readonly request: AuthorizeRequest;
  readonly csrf: string;
}

/** A page of managed login, and what its form does. */
export interface Screen {
  readonly show: (visit: Visit, said?: Said) => ApiResponse | Promise<ApiResponse>;
  readonly submit?: (visit: Visit) => Promise<ApiResponse | Reached>;
}

/** What a sign-in has come to: a user, or what the pool asks next. */
export type Step =
  | { readonly user: UserRecord }
  | { readonly challenge: string; readonly session: string; readonly asked: Output };

/** A step of the sign-in of somebody. */
export interface Reached {
  readonly username: string;
  readonly step: Step;
}

/** What a page says beside itself. */
export type Said = Pick<Page, "problem" | "notice">;

export const screenAnswer = (visit: Visit, page: Omit<Page, "of" | "setCookie">): ApiResponse =>
  pageAnswer({
    status: page.problem === undefined ? 200 : 400,
    ...page,
    of: visit.request.client.settings?.ClientName ?? visit.pool.name,
    // For as long as the browser runs: the page may stay open.
    setCookie:
      cookie(visit, CSRF_COOKIE) === visit.csrf ? undefined : setCookie(visit, CSRF_COOKIE, visit.csrf, 86_400),
  });

/** Another page for the same sign-in. */
export const linkTo = (visit: Visit, path: string, more: Readonly<Record<string, string>> = {}): string => {
  const extra = new URLSearchParams(more).toString();
  const kept = handedOn(visit, ["identity_provider", "idp_identifier", ...Object.keys(more)]);
  return `${visit.base}${path}?${kept}${extra ? `&${extra}` : ""}`;
};

/** A form that the screen at `path` takes. */
export const formTo = (visit: Visit, action: string, fields: readonly Html[], button: Html): Html =>
  html`<form method="post" action="${action}">${hidden(CSRF_FIELD, visit.csrf)}${fields}${button}</form>`;

export const button = (text: string, name = "submit"): Html =>
  html`<button type="submit" name="${name}" value="1">${text}</button>`;
