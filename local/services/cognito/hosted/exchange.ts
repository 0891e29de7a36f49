import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import type { UserPoolRecord, UserPools } from "../user-pools";

/** A request to the domain of a pool. */
export interface Exchange {
  readonly pools: UserPools;
  readonly pool: UserPoolRecord;
  readonly method: string;
  /** Below the domain: `/oauth2/token`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly form: URLSearchParams;
  readonly headers: ApiRequest["headers"];
  /** What goes before the paths of links: nothing, or `/<pool id>`. */
  readonly base: string;
  /** Where a browser finds the domain, without a slash at the end. */
  readonly url: string;
}

export const cookie = ({ headers }: Pick<Exchange, "headers">, name: string): string | undefined =>
  headers.cookie
    ?.split(/; */)
    .find((pair) => pair.startsWith(`${name}=`))
    ?.slice(name.length + 1);

/** A `Set-Cookie` of this domain alone, out of reach of scripts. */
export const setCookie = (
  { base, url }: Pick<Exchange, "base" | "url">,
  name: string,
  value: string,
  seconds: number,
) =>
  `${name}=${value}; Path=${base || "/"}; Max-Age=${seconds}; HttpOnly; SameSite=Lax${url.startsWith("https:") ? "; Secure" : ""}`;

const NEVER_KEPT = { "cache-control": "no-store", pragma: "no-cache" } as const;

export const jsonAnswer = (
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): ApiResponse => ({
  status,
  headers: { "content-type": "application/json;charset=UTF-8", ...NEVER_KEPT, ...headers },
  body: JSON.stringify(body),
});

export const redirect = (location: string, setCookie?: string): ApiResponse => ({
  status: 302,
  headers: { location, ...NEVER_KEPT, ...(setCookie ? { "set-cookie": setCookie } : {}) },
  body: "",
});

/** A URL with more parameters behind it, as it was written: `new URL` would change what a client has registered. */
export const withParameters = (
  url: string,
  parameters: Readonly<Record<string, string | undefined>>,
  separator: "?" | "#" = "?",
): string => {
  const given = Object.entries(parameters).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return `${url}${separator === "?" && url.includes("?") ? "&" : separator}${given.join("&")}`;
};
