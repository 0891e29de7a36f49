import * as z from "zod";
import { ServiceError } from "../../wire/service-error";

const contact = z.enum(["email", "phone_number"]);
const recorded = z.record(z.string(), z.unknown()).optional();

const Attribute = z.object({
  Name: z.string().min(1),
  AttributeDataType: z.enum(["String", "Number", "DateTime", "Boolean"]).default("String"),
  Mutable: z.boolean().default(true),
  Required: z.boolean().default(false),
  DeveloperOnlyAttribute: z.literal(false).optional(),
  StringAttributeConstraints: z
    .object({ MinLength: z.string().optional(), MaxLength: z.string().optional() })
    .optional(),
  NumberAttributeConstraints: z.object({ MinValue: z.string().optional(), MaxValue: z.string().optional() }).optional(),
});

/** What may be changed of a pool, as the API names it. Of mail and devices a record is kept only. */
export const changeableSettings = {
  Policies: z
    .object({
      PasswordPolicy: z
        .object({
          MinimumLength: z.number().int().min(6).max(99).optional(),
          RequireUppercase: z.boolean().optional(),
          RequireLowercase: z.boolean().optional(),
          RequireNumbers: z.boolean().optional(),
          RequireSymbols: z.boolean().optional(),
          TemporaryPasswordValidityDays: z.number().int().min(0).max(365).optional(),
        })
        .optional(),
    })
    .optional(),
  DeletionProtection: z.enum(["ACTIVE", "INACTIVE"]).optional(),
  AutoVerifiedAttributes: z.array(contact).optional(),
  MfaConfiguration: z.enum(["OFF", "ON", "OPTIONAL"]).optional(),
  AccountRecoverySetting: z
    .object({
      RecoveryMechanisms: z
        .array(
          z.object({
            Name: z.enum(["verified_email", "verified_phone_number", "admin_only"]),
            Priority: z.number().int().min(1).max(2),
          }),
        )
        .optional(),
    })
    .optional(),
  AdminCreateUserConfig: z
    .object({
      AllowAdminCreateUserOnly: z.boolean().optional(),
      UnusedAccountValidityDays: z.number().int().optional(),
      InviteMessageTemplate: recorded,
    })
    .optional(),
  EmailConfiguration: recorded,
  EmailVerificationMessage: z.string().optional(),
  EmailVerificationSubject: z.string().optional(),
  SmsConfiguration: recorded,
  SmsAuthenticationMessage: z.string().optional(),
  SmsVerificationMessage: z.string().optional(),
  VerificationMessageTemplate: recorded,
  LambdaConfig: z
    .object({
      PreSignUp: z.string().min(20).optional(),
      PreAuthentication: z.string().min(20).optional(),
      PreTokenGeneration: z.string().min(20).optional(),
    })
    .optional(),
  UserPoolTags: z.record(z.string(), z.string()).optional(),
  UserPoolTier: z.enum(["LITE", "ESSENTIALS", "PLUS"]).optional(),
};

/** What a pool is made with. */
export const poolSettings = {
  ...changeableSettings,
  AliasAttributes: z.array(z.enum(["email", "phone_number", "preferred_username"])).optional(),
  UsernameAttributes: z.array(contact).optional(),
  UsernameConfiguration: z.object({ CaseSensitive: z.boolean() }).optional(),
  Schema: z.array(Attribute).optional(),
};

const Settings = z.object(poolSettings);
export type PoolSettings = z.output<typeof Settings>;

/** What has the settings of a pool; of older versions, none. */
interface Pool {
  readonly settings?: PoolSettings;
}

/** fidelity: docs: CreateUserPool, PasswordPolicyType: what a new pool asks of passwords */
export const PASSWORD_POLICY = {
  MinimumLength: 8,
  RequireUppercase: true,
  RequireLowercase: true,
  RequireNumbers: true,
  RequireSymbols: true,
  TemporaryPasswordValidityDays: 7,
} as const;

export const passwordPolicy = ({ settings }: Pool) => {
  const given = settings?.Policies?.PasswordPolicy;
  if (!given) return PASSWORD_POLICY;
  const none = { RequireUppercase: false, RequireLowercase: false, RequireNumbers: false, RequireSymbols: false };
  return { ...PASSWORD_POLICY, ...none, ...given };
};

/** fidelity: docs: Cognito developer guide, "Adding user pool password requirements": the characters that count as symbols */
const SYMBOL = /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+\- ]/;

/** @throws {ServiceError} in the words of the first rule that a password breaks */
// fidelity: observed: the texts, each for itself
export const checkPassword = (pool: Pool, password: string): void => {
  const policy = passwordPolicy(pool);
  const refuse = (lack: string) => {
    throw new ServiceError("InvalidPasswordException", `Password did not conform with policy: ${lack}`);
  };
  if (password.length < policy.MinimumLength) refuse("Password not long enough");
  if (password !== password.trim()) refuse("Password must satisfy regular expression pattern: ^\\S.*\\S$");
  if (policy.RequireLowercase && !/[a-z]/.test(password)) refuse("Password must have lowercase characters");
  if (policy.RequireUppercase && !/[A-Z]/.test(password)) refuse("Password must have uppercase characters");
  if (policy.RequireNumbers && !/\d/.test(password)) refuse("Password must have numeric characters");
  if (policy.RequireSymbols && !SYMBOL.test(password)) refuse("Password must have symbol characters");
};

const TEXTS =
  "name given_name family_name middle_name nickname preferred_username profile picture website email gender birthdate zoneinfo locale phone_number address";

/** fidelity: docs: Cognito developer guide, "User pool standard attributes" */
const standard = (Name: string, AttributeDataType: string, more: object = {}) => ({
  Name,
  AttributeDataType,
  DeveloperOnlyAttribute: false,
  Mutable: true,
  Required: false,
  ...more,
});

const STANDARD = [
  standard("sub", "String", {
    Mutable: false,
    Required: true,
    StringAttributeConstraints: { MinLength: "1", MaxLength: "2048" },
  }),
  ...TEXTS.split(" ").map((name) => {
    const [MinLength, MaxLength] = name === "birthdate" ? ["10", "10"] : ["0", "2048"];
    return standard(name, "String", { StringAttributeConstraints: { MinLength, MaxLength } });
  }),
  standard("email_verified", "Boolean"),
  standard("phone_number_verified", "Boolean"),
  standard("updated_at", "Number", { NumberAttributeConstraints: { MinValue: "0" } }),
];

/** The attributes of a pool: AWS's own, changed where the pool says so, and the pool's. */
export const schemaOf = ({ settings }: Pool) => {
  const given = settings?.Schema ?? [];
  const own = given.filter(({ Name }) => !STANDARD.some((known) => known.Name === Name));
  return [
    ...STANDARD.map((known) => ({ ...known, ...given.find(({ Name }) => Name === known.Name) })),
    ...own.map((attribute) => ({
      DeveloperOnlyAttribute: false,
      ...attribute,
      Name: attribute.Name.startsWith("custom:") ? attribute.Name : `custom:${attribute.Name}`,
    })),
  ];
};
