import * as z from "zod";

/**
 * The shapes of Cognito's API model that several operations have: bounds, and the patterns as AWS words them.
 * fidelity: docs: API model of cognito-idp, 2016-04-18
 */
const pattern = (source: string) => ({
  is: new RegExp(`^(?:${source})$`, "u"),
  error: `Member must satisfy regular expression pattern: ${source}`,
});

const NAME = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+";

interface Bounds {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

/** A text within bounds; what it breaks is told, all of it. */
export const text = ({ min, max, pattern: source }: Bounds) => {
  let schema = z.string();
  if (min !== undefined) schema = schema.min(min);
  if (max !== undefined) schema = schema.max(max);
  if (source === undefined) return schema;
  const { is, error } = pattern(source);
  return schema.regex(is, error);
};

export const UserPoolId = text({ min: 1, max: 55, pattern: "[\\w-]+_[0-9a-zA-Z]+" });
export const PoolName = text({ min: 1, max: 128, pattern: "[\\w\\s+=,.@-]+" });
export const ClientName = PoolName;
export const ClientId = text({ min: 1, max: 128, pattern: "[\\w+]+" });
export const Username = text({ min: 1, max: 128, pattern: NAME });
export const GroupName = Username;
export const Password = text({ max: 256, pattern: "[\\S]+" });
export const SecretHash = text({ min: 1, max: 128, pattern: "[\\w+=/]+" });
export const ClientSecret = text({ min: 24, max: 64, pattern: "[\\w+]+" });
export const ConfirmationCode = text({ min: 1, max: 2048, pattern: "[\\S]+" });
export const Token = text({ pattern: "[A-Za-z0-9-_=.]+" });
export const Session = text({ min: 20, max: 2048 });
export const SoftwareTokenCode = text({ min: 6, max: 6, pattern: "[0-9]+" });
export const PageKey = text({ min: 1, max: 131_072, pattern: "[\\S]+" });
export const AttributeName = text({ min: 1, max: 32, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\t\\n\\r ]+" });
export const Arn = text({
  min: 20,
  max: 2048,
  pattern: "arn:[\\w+=/,.@-]+:[\\w+=/,.@-]+:([\\w+=/,.@-]*)?:[0-9]+:[\\w+=/,.@-]+(:[\\w+=/,.@-]+)?(:[\\w+=/,.@-]+)?",
});

export const Attributes = z
  .array(z.object({ Name: AttributeName, Value: text({ max: 2048 }).default("") }))
  .default([]);
export const AttributeNames = z.array(AttributeName);
export const Contact = z.enum(["phone_number", "email"]);

/** Texts by names, which functions of the pool are told. */
export const ClientMetadata = z.record(z.string(), z.string()).optional();

/** What AWS reckons risks by, and counts sign-ins for; with threat protection alone has it an effect. */
export const UNWATCHED = { UserContextData: z.unknown().optional(), AnalyticsMetadata: z.unknown().optional() };

/** Members whose values no error shows. */
export const SECRET_MEMBERS: ReadonlySet<string> = new Set([
  "AccessToken",
  "ClientId",
  "ClientSecret",
  "Password",
  "PreviousPassword",
  "ProposedPassword",
  "RefreshToken",
  "SecretHash",
  "Session",
  "TemporaryPassword",
  "Token",
  "UserCode",
  "Username",
  "Value",
]);
