import { isIP, isIPv4 } from "node:net";
import * as z from "zod";
import { ArgsError } from "../../core/args/args-error";
import { isData, must } from "../../core/args/args-shape";

/** What a request has to be for a rule to be right; one of the words each. */
export type Condition =
  /** From one of the addresses, or ranges: `["192.0.2.0/24", "2001:db8::/32"]`. */
  | { readonly ips: readonly string[] }
  /** From one of the countries, two letters each; CloudFront and WAF know them by the address. */
  | { readonly countries: readonly string[] }
  /** For a path that begins with it, as decoded, without the query: `"/admin"`. */
  | { readonly path: string }
  /** With one of the methods. */
  | { readonly methods: readonly string[] }
  /** With a header that contains a text, in any case of letters. */
  | { readonly header: { readonly name: string; readonly contains: string } }
  | { readonly not: Condition }
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] };

const KINDS = ["ips", "countries", "path", "methods", "header", "not", "all", "any"] as const;

export const conditionShape: z.ZodType = z.custom(
  (value) => isData(value) && Object.keys(value).length === 1 && KINDS.some((kind) => kind in value),
  must(`a condition, one of ${KINDS.join(", ")}: { path: "/admin" }`),
);

const texts = (value: unknown, fits: (text: string) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === "string" && fits(one));

/**
 * @param at `rules.staff.when`
 * @throws {ArgsError} for what WAF would refuse.
 */
export const checkCondition = (name: string, at: string, condition: Condition): void => {
  const refuse = (key: string, rule: string): never => {
    throw new ArgsError(name, `${at}.${key}`, rule);
  };
  if (!conditionShape.safeParse(condition).success)
    throw new ArgsError(name, at, `must be one of ${KINDS.join(", ")}: { path: "/admin" }`);
  const given: Readonly<Record<string, unknown>> = { ...condition };
  if ("ips" in given && !texts(given.ips, isRange))
    refuse("ips", 'must be addresses or ranges, ["192.0.2.0/24", "2001:db8::/32"]');
  if ("countries" in given && !texts(given.countries, (code) => /^[A-Z]{2}$/.test(code)))
    refuse("countries", 'must be countries by two letters, ["BE", "NL"]');
  if ("path" in given && !(typeof given.path === "string" && /^\/[^?#]{0,199}$/.test(given.path)))
    refuse("path", 'must be the beginning of a path, "/admin"');
  if ("methods" in given && !texts(given.methods, (method) => /^[A-Z]+$/.test(method)))
    refuse("methods", 'must be methods, ["POST"]');
  if ("header" in given) {
    const { name: header, contains } = Object(given.header);
    const fits = typeof header === "string" && /^[\w-]{1,64}$/.test(header) && typeof contains === "string";
    if (!fits || contains === "" || contains.length > 200)
      refuse("header", 'must be { name, contains }, { name: "user-agent", contains: "curl" }');
  }
  if ("not" in given) checkCondition(name, `${at}.not`, given.not as Condition);
  for (const kind of ["all", "any"] as const) {
    if (!(kind in given)) continue;
    const parts = given[kind];
    if (!Array.isArray(parts) || parts.length < 2) refuse(kind, "must hold two conditions at least");
    for (const [index, part] of (parts as Condition[]).entries()) checkCondition(name, `${at}.${kind}[${index}]`, part);
  }
};

const isRange = (text: string): boolean => {
  const [, address = "", bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
  const version = isIP(address);
  // WAF takes no range of all.
  return version !== 0 && (bits === undefined || (Number(bits) >= 1 && Number(bits) <= (version === 4 ? 32 : 128)));
};

/** As sets of WAF hold them, which know ranges of one version alone. */
export const rangesOf = (ips: readonly string[]): Readonly<Record<"ipv4" | "ipv6", readonly string[]>> => {
  const ranges = ips.map((ip) => (ip.includes("/") ? ip : `${ip}/${isIPv4(ip) ? 32 : 128}`));
  const of4 = (range: string) => isIPv4(range.split("/")[0] ?? "");
  return { ipv4: ranges.filter(of4), ipv6: ranges.filter((range) => !of4(range)) };
};
