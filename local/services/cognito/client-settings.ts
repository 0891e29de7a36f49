import * as z from "zod";

const unit = z.enum(["seconds", "minutes", "hours", "days"]).optional();
const names = z.array(z.string()).optional();

/** What may be changed of a client, as the API names it. Of OAuth a record is kept only. */
export const clientSettings = {
  ClientName: z.string().min(1).max(128).optional(),
  ExplicitAuthFlows: names,
  AccessTokenValidity: z.number().int().min(0).max(86_400).optional(),
  IdTokenValidity: z.number().int().min(0).max(86_400).optional(),
  RefreshTokenValidity: z.number().int().min(0).max(315_360_000).optional(),
  TokenValidityUnits: z.object({ AccessToken: unit, IdToken: unit, RefreshToken: unit }).optional(),
  ReadAttributes: names,
  WriteAttributes: names,
  SupportedIdentityProviders: names,
  CallbackURLs: names,
  LogoutURLs: names,
  DefaultRedirectURI: z.string().optional(),
  AllowedOAuthFlows: z.array(z.enum(["code", "implicit", "client_credentials"])).optional(),
  AllowedOAuthScopes: names,
  AllowedOAuthFlowsUserPoolClient: z.boolean().optional(),
  PreventUserExistenceErrors: z.enum(["LEGACY", "ENABLED"]).optional(),
  EnableTokenRevocation: z.boolean().optional(),
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
