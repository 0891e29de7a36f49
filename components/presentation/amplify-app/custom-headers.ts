import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { type Duration, toSeconds } from "../../core/args/duration";
import { type PlannedHeaders, planHeaders, type SiteHeaders } from "../static-site/headers";

type Header = readonly [name: string, value: string];

/**
 * The custom headers of an app, in YAML.
 *
 * https://docs.aws.amazon.com/amplify/latest/userguide/custom-header-YAML-format.html (read 2026-11)
 *
 * @throws {ArgsError} for what would break out of a header, and for patterns that are none.
 */
export const customHeaders = (
  name: string,
  headers: SiteHeaders | undefined,
  cache: Readonly<Record<string, Duration>>,
): pulumi.Input<string> => {
  const kept = Object.entries(cache).map(([pattern, keep]) => {
    const at = `cache[${JSON.stringify(pattern)}]`;
    if (!/^\/[^\s"\\]*$/.test(pattern)) throw new ArgsError(name, at, 'must be called as paths, "/assets/*"');
    const seconds = toSeconds(name, at, keep, { max: "365 days" });
    return [pattern, [["Cache-Control", `public, max-age=${seconds}, immutable`]]] as const;
  });
  const planned = planHeaders(name, headers);
  const text = (policy?: string) => yaml([["**", lines(planned, policy)], ...kept]);
  const policy = (planned.security as Security).contentSecurityPolicy?.contentSecurityPolicy;
  return policy === undefined || typeof policy === "string" ? text(policy) : pulumi.output(policy).apply(text);
};

const yaml = (patterns: readonly (readonly [pattern: string, headers: readonly Header[]])[]): string =>
  [
    "customHeaders:",
    ...patterns.flatMap(([pattern, headers]) => [
      `  - pattern: ${JSON.stringify(pattern)}`,
      "    headers:",
      ...headers.flatMap(([key, value]) => [
        `      - key: ${JSON.stringify(key)}`,
        `        value: ${JSON.stringify(value)}`,
      ]),
    ]),
    "",
  ].join("\n");

/** What CloudFront has words of its own for. */
const lines = ({ security, custom }: PlannedHeaders, policy: string | undefined): Header[] => {
  const { frameOptions, referrerPolicy, strictTransportSecurity } = security as Security;
  return [
    ["X-Content-Type-Options", "nosniff"],
    ...(referrerPolicy ? [["Referrer-Policy", referrerPolicy.referrerPolicy] as const] : []),
    ...(policy === undefined ? [] : [["Content-Security-Policy", policy] as const]),
    ...(frameOptions ? [["X-Frame-Options", frameOptions.frameOption] as const] : []),
    ...(strictTransportSecurity
      ? [["Strict-Transport-Security", `max-age=${strictTransportSecurity.accessControlMaxAgeSec}`] as const]
      : []),
    ...custom.map(({ header, value }) => [header, value] as const),
  ];
};

/** As `planHeaders` makes it: no outputs but in the policy. */
interface Security {
  readonly contentSecurityPolicy?: { readonly contentSecurityPolicy: pulumi.Input<string> };
  readonly frameOptions?: { readonly frameOption: string };
  readonly referrerPolicy?: { readonly referrerPolicy: string };
  readonly strictTransportSecurity?: { readonly accessControlMaxAgeSec: number };
}
