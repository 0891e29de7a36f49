import type { types } from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { either, input, list, object, oneOf, record, text } from "../../core/args/args-shape";
import { argsPath } from "../../core/args/check-args";
import { type Duration, toSeconds } from "../../core/args/duration";

/** Sources by directive, `{ "img-src": ["'self'", media.url] }`. */
export type SiteSources = Readonly<Record<string, readonly pulumi.Input<string>[]>>;

/** What a site tells browsers with each answer. */
export interface SiteHeaders {
  /**
   * Content-Security-Policy: sources by directive, in place of the directive's own; an empty list takes it out. By
   * default everything comes from the site itself, images also from `data:`, and no plugin, no foreign form and no frame.
   * `false` sends none.
   *
   * @default {}
   */
  readonly csp?: SiteSources | false;
  /** Strict-Transport-Security: for how long browsers come by https alone. @default "365 days" */
  readonly hsts?: Duration | false;
  /** Who may show the site in a frame (X-Frame-Options, and `frame-ancestors` of the policy). @default "nobody" */
  readonly frames?: "nobody" | "the site" | "anybody";
  /** Referrer-Policy. @default "strict-origin-when-cross-origin" */
  readonly referrer?: (typeof REFERRER)[number];
  /** Permissions-Policy: who may use what of the device, in place of the default. @default none of camera, microphone, … */
  readonly permissions?: Readonly<Record<string, readonly string[]>>;
  /** Further headers. @default {} */
  readonly others?: Readonly<Record<string, string>>;
}

const REFERRER = [
  "no-referrer",
  "no-referrer-when-downgrade",
  "origin",
  "origin-when-cross-origin",
  "same-origin",
  "strict-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
] as const;

const sources = list(text("a source, \"'self'\""), "a list of sources, [\"'self'\"]");
const SOURCES = list(input(text("a source, \"'self'\"")), "a list of sources, [\"'self'\"]");

export const siteHeadersShape = object<SiteHeaders>({
  csp: either(
    (value) => value === false,
    record(SOURCES, 'sources by directive, { "connect-src": ["\'self\'"] }, or false'),
  ).optional(),
  hsts: either((value) => value === false, text('a length of time, such as "365 days", or false')).optional(),
  frames: oneOf("nobody", "the site", "anybody").optional(),
  referrer: oneOf(...REFERRER).optional(),
  permissions: record(sources, 'origins by feature, { camera: ["self"] }').optional(),
  others: record(text(), 'headers by name, { "x-robots-tag": "noindex" }').optional(),
}).optional();

type Policy = types.input.cloudfront.ResponseHeadersPolicySecurityHeadersConfig;

/** In the words of CloudFront. */
export interface PlannedHeaders {
  readonly security: Policy;
  readonly custom: readonly { readonly header: string; readonly value: string; readonly override: boolean }[];
}

const FRAMES = {
  nobody: { ancestors: ["'none'"], option: "DENY" },
  "the site": { ancestors: ["'self'"], option: "SAMEORIGIN" },
  anybody: { ancestors: [], option: undefined },
} as const;

/** https://owasp.org/www-project-secure-headers/ (read 2026-11) */
const CSP: SiteSources = {
  "default-src": ["'self'"],
  "base-uri": ["'none'"],
  "form-action": ["'self'"],
  "img-src": ["'self'", "data:"],
  "object-src": ["'none'"],
};

const FEATURES = ["camera", "display-capture", "geolocation", "microphone", "payment", "usb"];

/** @throws {ArgsError} for what would break out of a header, or is set by another argument. */
export const planHeaders = (name: string, given: SiteHeaders = {}): PlannedHeaders => {
  const { csp = {}, hsts = "365 days", frames = "nobody", referrer = "strict-origin-when-cross-origin" } = given;
  const { permissions = Object.fromEntries(FEATURES.map((feature) => [feature, []])), others = {} } = given;
  const override = true;
  const { ancestors, option } = FRAMES[frames];
  const policy = csp === false ? "" : cspOf(name, { ...CSP, "frame-ancestors": ancestors, ...csp }, csp);
  return {
    security: {
      contentTypeOptions: { override },
      referrerPolicy: { referrerPolicy: referrer, override },
      ...(policy !== "" && { contentSecurityPolicy: { contentSecurityPolicy: policy, override } }),
      ...(option !== undefined && { frameOptions: { frameOption: option, override } }),
      ...(hsts !== false && {
        strictTransportSecurity: {
          accessControlMaxAgeSec: toSeconds(name, "headers.hsts", hsts, { min: "1 second", max: "730 days" }),
          override,
        },
      }),
    },
    custom: customHeaders(name, permissions, others),
  };
};

const cspOf = (name: string, directives: SiteSources, given: SiteSources): pulumi.Input<string> => {
  for (const [directive, all] of Object.entries(given)) {
    const at = argsPath(["headers", "csp", directive]);
    if (!/^[a-z]+(-[a-z]+)*$/.test(directive))
      throw new ArgsError(name, at, 'must be called as a directive, "connect-src"');
    if (directive === "frame-ancestors") throw new ArgsError(name, at, "must be absent: headers.frames says it");
    const wrong = all.find((source) => typeof source === "string" && !/^[\x21-\x2b\x2d-\x3a\x3c-\x7e]+$/.test(source));
    if (wrong !== undefined)
      throw new ArgsError(
        name,
        at,
        `must hold single sources, no spaces, commas, semicolons (one is ${JSON.stringify(wrong)})`,
      );
  }
  const told = Object.entries(directives)
    .filter(([directive, all]) => all.length > 0 || directive === "upgrade-insecure-requests")
    .map(([directive, all]): pulumi.Input<string>[] => [directive, ...all]);
  const written = (known: readonly (readonly unknown[])[]) => known.map((words) => words.join(" ")).join("; ");
  const isKnown = told.flat().every((word) => typeof word === "string");
  return isKnown ? written(told) : pulumi.output(told).apply(written);
};

/** Set by arguments of their own, or by CloudFront. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/understanding-response-headers-policies.html */
const TAKEN: Readonly<Record<string, string>> = {
  "content-security-policy": "headers.csp says it",
  "strict-transport-security": "headers.hsts says it",
  "x-frame-options": "headers.frames says it",
  "referrer-policy": "headers.referrer says it",
  "permissions-policy": "headers.permissions says it",
  "x-content-type-options": "it is always nosniff",
  "cache-control": "rules say it, of each kind of file",
};

const customHeaders = (
  name: string,
  permissions: Readonly<Record<string, readonly string[]>>,
  others: Readonly<Record<string, string>>,
): PlannedHeaders["custom"] => {
  const features = Object.entries(permissions).map(([feature, all]) => {
    const at = argsPath(["headers", "permissions", feature]);
    const wrong = all.find((origin) => !/^(self|\*|https?:\/\/[^\s",;()]+)$/.test(origin));
    if (!/^[a-z]+(-[a-z]+)*$/.test(feature) || wrong !== undefined)
      throw new ArgsError(name, at, 'must be a feature with a list of "self", "*" and origins, { camera: ["self"] }');
    return `${feature}=(${all.map((origin) => (/^(self|\*)$/.test(origin) ? origin : `"${origin}"`)).join(" ")})`;
  });
  for (const [header, value] of Object.entries(others)) {
    const at = argsPath(["headers", "others", header]);
    const taken = TAKEN[header.toLowerCase()];
    if (taken !== undefined) throw new ArgsError(name, at, `must be absent: ${taken}`);
    if (!/^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/.test(header) || !/^[\x20-\x7e]*$/.test(value))
      throw new ArgsError(name, at, "must be a header's name and a value of printable ASCII characters");
  }
  const all = { ...(features.length > 0 && { "permissions-policy": features.join(", ") }), ...others };
  return Object.entries(all).map(([header, value]) => ({ header, value, override: true }));
};
