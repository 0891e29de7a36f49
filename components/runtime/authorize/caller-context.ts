import type { JWTPayload } from "jose";
import { GROUP_NAME } from "../../contracts/caller";

/** What is handed to the gateway of a caller, and by it to what is behind: texts alone, which it takes. */
export interface CallerContext extends Record<string, string> {
  readonly sub: string;
  readonly iss: string;
  readonly aud: string;
  /** Empty where the issuer names no client. */
  readonly client_id: string;
  /** Separated by blanks. */
  readonly scope: string;
  /** Separated by commas. */
  readonly roles: string;
  /** Seconds since 1970: what is behind holds it against its clock, for the gateway keeps its answer beyond it. */
  readonly exp: string;
  readonly token_use: "access";
}

/** @param roleClaim The name of the claim, or the way to it. */
export const callerContext = (claims: JWTPayload, audiences: readonly string[], roleClaim: string): CallerContext => ({
  sub: String(claims.sub),
  iss: String(claims.iss),
  aud: [claims.aud ?? []].flat().find((one) => audiences.includes(one)) ?? "",
  client_id: clientOf(claims),
  scope: scopesOf(claims).join(" "),
  // One with a comma would be read as two.
  roles: textsOf(claims[roleClaim] ?? inside(claims, roleClaim.split(".")))
    .filter((role) => GROUP_NAME.test(role))
    .join(","),
  exp: String(claims.exp),
  token_use: "access",
});

/** RFC 9068; OpenID Connect, as Auth0 and Keycloak have it; Okta; Entra. */
const CLIENT_CLAIMS = ["client_id", "azp", "cid", "appid"] as const;

const clientOf = (claims: JWTPayload): string =>
  CLIENT_CLAIMS.map((name) => claims[name]).find((value): value is string => typeof value === "string") ?? "";

/** A text with blanks (RFC 9068) in `scope`, or in `scp` also a list (Okta, Entra). */
const scopesOf = ({ scope, scp }: JWTPayload): string[] =>
  textsOf(scope ?? scp).flatMap((text) => text.split(" ").filter(Boolean));

const textsOf = (value: unknown): string[] => [value].flat().filter((one): one is string => typeof one === "string");

const inside = (value: unknown, [key, ...rest]: readonly string[]): unknown => {
  if (key === undefined) return value;
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return inside((value as Readonly<Record<string, unknown>>)[key], rest);
};
