import * as z from "zod";
import { ServiceError } from "../../../wire/service-error";
import type { Pool } from "./pool-settings";
import { schemaOf } from "./schema";
import { ClientName, text } from "./shapes";
import { checkChoiceInTier } from "./tier";

const unit = z.enum(["seconds", "minutes", "hours", "days"]).optional();
const permissions = z.array(text({ min: 1, max: 2048 })).optional();
const url = text({ min: 1, max: 1024, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+" });
const urls = z.array(url).max(100).optional();

const FLOW_NAMES = [
  "ADMIN_NO_SRP_AUTH",
  "CUSTOM_AUTH_FLOW_ONLY",
  "USER_PASSWORD_AUTH",
  "ALLOW_ADMIN_USER_PASSWORD_AUTH",
  "ALLOW_CUSTOM_AUTH",
  "ALLOW_USER_PASSWORD_AUTH",
  "ALLOW_USER_SRP_AUTH",
  "ALLOW_REFRESH_TOKEN_AUTH",
  "ALLOW_USER_AUTH",
] as const;

/** What may be changed of a client, as the API names it. */
export const clientSettings = {
  ClientName: ClientName.optional(),
  ExplicitAuthFlows: z.array(z.enum(FLOW_NAMES)).optional(),
  AccessTokenValidity: z.number().int().min(1).max(86_400).optional(),
  IdTokenValidity: z.number().int().min(1).max(86_400).optional(),
  RefreshTokenValidity: z.number().int().min(0).max(315_360_000).optional(),
  TokenValidityUnits: z.object({ AccessToken: unit, IdToken: unit, RefreshToken: unit }).optional(),
  RefreshTokenRotation: z
    .object({
      Feature: z.enum(["ENABLED", "DISABLED"]),
      RetryGracePeriodSeconds: z.number().int().min(0).max(60).optional(),
    })
    .optional(),
  ReadAttributes: permissions,
  WriteAttributes: permissions,
  SupportedIdentityProviders: z
    .array(text({ min: 1, max: 32, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\p{Z}]+" }))
    .optional(),
  CallbackURLs: urls,
  LogoutURLs: urls,
  DefaultRedirectURI: url.optional(),
  AllowedOAuthFlows: z
    .array(z.enum(["code", "implicit", "client_credentials"]))
    .max(3)
    .optional(),
  AllowedOAuthScopes: z
    .array(text({ min: 1, max: 256, pattern: "[\\x21\\x23-\\x5B\\x5D-\\x7E]+" }))
    .max(50)
    .optional(),
  AllowedOAuthFlowsUserPoolClient: z.boolean().optional(),
  PreventUserExistenceErrors: z.enum(["LEGACY", "ENABLED"]).optional(),
  EnableTokenRevocation: z.boolean().optional(),
  EnablePropagateAdditionalUserContextData: z.boolean().optional(),
  AuthSessionValidity: z.number().int().min(3).max(15).optional(),
};

const Settings = z.object(clientSettings);
export type ClientSettings = z.output<typeof Settings>;

const UNIT_SECONDS: Readonly<Record<string, number>> = { seconds: 1, minutes: 60, hours: 3_600, days: 86_400 };

/** Seconds of a unit, and of a token where nothing is said. */
// fidelity: docs: CreateUserPoolClient: an hour, and 30 days; numbers count hours, and days, where no unit is given
const DEFAULTS = { IdToken: ["hours", 1], AccessToken: ["hours", 1], RefreshToken: ["days", 30] } as const;

/** Seconds that a token of a client is valid for. */
export const lifetime = (settings: ClientSettings, token: keyof typeof DEFAULTS): number => {
  const [usualUnit, usual] = DEFAULTS[token];
  const value = settings[`${token}Validity`] ?? 0;
  const seconds = (name: string): number => UNIT_SECONDS[name] ?? 3_600;
  return value > 0 ? value * seconds(settings.TokenValidityUnits?.[token] ?? usualUnit) : usual * seconds(usualUnit);
};

const invalid = (text: string) => new ServiceError("InvalidParameterException", text);

/** fidelity: docs: CreateUserPoolClient: seconds from and to */
const RANGES = { IdToken: [300, 86_400], AccessToken: [300, 86_400], RefreshToken: [3_600, 315_360_000] } as const;

/** Checks what the members of a client say together. @throws {ServiceError} */
// fidelity: observed: reports of the texts; guess: of those of flows and of rotation
export const checkClient = (pool: Pool, settings: ClientSettings, doing: "creating" | "updating"): void => {
  checkFlows(pool, settings);
  for (const [token, [least, most]] of Object.entries(RANGES)) {
    const seconds = lifetime(settings, token as keyof typeof RANGES);
    if (seconds < least || seconds > most) throw invalid("Invalid range for token validity.");
  }
  const schema = schemaOf(pool);
  const unknown = (names: readonly string[] = []) => names.some((name) => !schema.some(({ Name }) => Name === name));
  if (unknown(settings.ReadAttributes)) throw invalid(`Invalid read attributes specified while ${doing} a client`);
  const { WriteAttributes: written } = settings;
  const fixed = written?.some((name) => name === "sub" || name.endsWith("_verified"));
  const lacks = schema.some(({ Name, Required }) => Required && Name !== "sub" && written?.includes(Name) === false);
  if (unknown(written) || fixed || (lacks && (written ?? []).length > 0)) {
    throw invalid(`Invalid write attributes specified while ${doing} a client`);
  }
};

const checkFlows = (pool: Pool, { ExplicitAuthFlows: flows = [], RefreshTokenRotation }: ClientSettings): void => {
  const allowed = flows.filter((name) => name.startsWith("ALLOW_"));
  if (allowed.length > 0 && allowed.length < flows.length) {
    throw invalid("You cannot use the ALLOW_ flows together with the older names of flows in ExplicitAuthFlows.");
  }
  if (flows.includes("ALLOW_USER_AUTH")) checkChoiceInTier(pool);
  if (RefreshTokenRotation?.Feature === "ENABLED" && flows.includes("ALLOW_REFRESH_TOKEN_AUTH")) {
    throw invalid("Refresh token rotation cannot be enabled for a client that allows ALLOW_REFRESH_TOKEN_AUTH.");
  }
};

/** @throws {ServiceError} when a client changes what it may not */
// fidelity: docs: "Attribute permissions and scopes"; observed: the text
export const checkWritable = ({ settings }: { readonly settings?: ClientSettings }, names: readonly string[]): void => {
  const { WriteAttributes: writable = [] } = settings ?? {};
  const refused = names.some((name) => name.endsWith("_verified") || (writable.length > 0 && !writable.includes(name)));
  if (refused) throw new ServiceError("NotAuthorizedException", "A client attempted to write unauthorized attribute");
};
