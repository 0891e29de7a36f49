import * as z from "zod";
import { ServiceError } from "../../../wire/service-error";
import { SchemaAttribute } from "./schema";
import { Arn, Contact, text } from "./shapes";

const recorded = z.record(z.string(), z.unknown()).optional();

const WORDS = "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s*]*";
const EmailMessage = text({ min: 6, max: 20_000, pattern: `${WORDS}\\{####\\}${WORDS}` }).optional();
const EmailSubject = text({ min: 1, max: 140, pattern: "[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\s]+" }).optional();
const SmsMessage = text({ min: 6, max: 140, pattern: ".*\\{####\\}.*" }).optional();

/** Functions of a pool. Those that are not called are no members, and refused. */
const LambdaConfig = z.object({
  PreSignUp: Arn.optional(),
  CustomMessage: Arn.optional(),
  PostConfirmation: Arn.optional(),
  PreAuthentication: Arn.optional(),
  PostAuthentication: Arn.optional(),
  DefineAuthChallenge: Arn.optional(),
  CreateAuthChallenge: Arn.optional(),
  VerifyAuthChallengeResponse: Arn.optional(),
  PreTokenGeneration: Arn.optional(),
  PreTokenGenerationConfig: z.object({ LambdaVersion: z.enum(["V1_0", "V2_0", "V3_0"]), LambdaArn: Arn }).optional(),
  UserMigration: Arn.optional(),
});
export type LambdaConfig = z.output<typeof LambdaConfig>;
export const TRIGGERS: readonly string[] = Object.keys(LambdaConfig.shape);

/** What may be changed of a pool, as the API names it. Of mail, text messages, devices and threats a record is kept only. */
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
          PasswordHistorySize: z.number().int().min(0).max(24).optional(),
          TemporaryPasswordValidityDays: z.number().int().min(0).max(365).optional(),
        })
        .optional(),
      SignInPolicy: z
        .object({
          AllowedFirstAuthFactors: z
            .array(z.enum(["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"]))
            .min(1)
            .max(4)
            .optional(),
        })
        .optional(),
    })
    .optional(),
  DeletionProtection: z.enum(["ACTIVE", "INACTIVE"]).optional(),
  AutoVerifiedAttributes: z.array(Contact).optional(),
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
        .min(1)
        .max(2)
        .optional(),
    })
    .optional(),
  AdminCreateUserConfig: z
    .object({
      AllowAdminCreateUserOnly: z.boolean().optional(),
      UnusedAccountValidityDays: z.number().int().min(0).max(365).optional(),
      InviteMessageTemplate: recorded,
    })
    .optional(),
  EmailConfiguration: recorded,
  SmsConfiguration: recorded,
  DeviceConfiguration: recorded,
  UserPoolAddOns: z
    .object({ AdvancedSecurityMode: z.enum(["OFF", "AUDIT", "ENFORCED"]), AdvancedSecurityAdditionalFlows: recorded })
    .optional(),
  EmailVerificationMessage: EmailMessage,
  EmailVerificationSubject: EmailSubject,
  SmsVerificationMessage: SmsMessage,
  SmsAuthenticationMessage: SmsMessage,
  VerificationMessageTemplate: z
    .object({
      SmsMessage,
      EmailMessage,
      EmailSubject,
      EmailMessageByLink: z.string().optional(),
      EmailSubjectByLink: z.string().optional(),
      DefaultEmailOption: z.enum(["CONFIRM_WITH_LINK", "CONFIRM_WITH_CODE"]).optional(),
    })
    .optional(),
  UserAttributeUpdateSettings: z
    .object({ AttributesRequireVerificationBeforeUpdate: z.array(Contact).optional() })
    .optional(),
  LambdaConfig: LambdaConfig.optional(),
  UserPoolTags: z.record(z.string(), z.string()).optional(),
  UserPoolTier: z.enum(["LITE", "ESSENTIALS", "PLUS"]).optional(),
};

/** What a pool is made with. */
export const poolSettings = {
  ...changeableSettings,
  AliasAttributes: z.array(z.enum(["email", "phone_number", "preferred_username"])).optional(),
  UsernameAttributes: z.array(Contact).optional(),
  UsernameConfiguration: z.object({ CaseSensitive: z.boolean() }).optional(),
  Schema: z.array(SchemaAttribute).min(1).max(50).optional(),
};

const Settings = z.object(poolSettings);
export type PoolSettings = z.output<typeof Settings>;

/** What has the settings of a pool; of older versions, none. */
export interface Pool {
  readonly settings?: PoolSettings;
}

/** fidelity: docs: CreateUserPool, PasswordPolicyType: what a new pool asks of passwords */
const PASSWORD_POLICY = {
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

/** Whether users of a pool may do without a password. fidelity: docs: SignUp, Password */
export const isPasswordless = ({ settings }: Pool): boolean =>
  settings?.Policies?.SignInPolicy?.AllowedFirstAuthFactors?.includes("EMAIL_OTP") ?? false;

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
