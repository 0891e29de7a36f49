import { ArgsError } from "../../core/args/args-error";
import { either, flag, object, record, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";

/** Where a path leads now: a path of the site, or a URL. */
export type Redirect = string | SiteRedirect;

export interface SiteRedirect {
  readonly to: string;
  /** For a while only: browsers do not remember it (302 and not 301). @default false */
  readonly temporary?: boolean;
}

export const redirectsShape = record(
  either(
    (value) => typeof value === "string",
    object<SiteRedirect>({ to: text("a path or a URL"), temporary: flag.optional() }, "a path"),
  ),
  'redirects by path, { "/old": "/new" }',
).optional();

export type PlannedRedirects = Readonly<Record<string, readonly [status: 301 | 302, to: string]>>;

/** @throws {ArgsError} for paths that are none, that lead to themselves, and for anything that is no path or URL. */
export const planRedirects = (name: string, redirects: Readonly<Record<string, Redirect>> = {}): PlannedRedirects =>
  Object.fromEntries(
    Object.entries(redirects).map(([from, redirect]) => {
      const { to, temporary = false } = typeof redirect === "string" ? { to: redirect } : redirect;
      const at = argsPath(["redirects", from]);
      if (!PATH.test(from)) throw new ArgsError(name, at, 'must stand for a path as browsers send it, "/old%20page"');
      if (!(PATH.test(to) || URL_.test(to)) || to === from)
        throw new ArgsError(name, at, `must lead to another path, "/new", or a URL (it is ${JSON.stringify(to)})`);
      return [from, [temporary ? 302 : 301, to] as const];
    }),
  );

/** In the characters of RFC 3986, not starting with two slashes, which would name a host. */
const PATH = /^\/(?!\/)[A-Za-z0-9._~!$&'()*+,;=:@%/-]*$/;
const URL_ = /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?(\/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?$/;
