import { type PoolSettings, passwordPolicy } from "./settings/pool-settings";
import { schemaOf } from "./settings/schema";
import type { ClientRecord, UserPoolRecord, UserPools, UserRecord } from "./user-pools";

/** A pool as DescribeUserPool shows it. fidelity: docs: UserPoolType */
export const shownPool = (pools: UserPools, pool: UserPoolRecord) => {
  const { Schema: _, Policies, UserPoolTags = {}, LambdaConfig = {}, ...settings } = pool.settings ?? {};
  const { PreTokenGenerationConfig: later } = LambdaConfig;
  return {
    DeletionProtection: "INACTIVE",
    // fidelity: docs: LambdaConfigType, PreTokenGeneration: the same function, where both are there
    LambdaConfig: { ...LambdaConfig, ...(later ? { PreTokenGeneration: later.LambdaArn } : {}) },
    MfaConfiguration: "OFF",
    UserPoolTier: "ESSENTIALS",
    EmailConfiguration: { EmailSendingAccount: "COGNITO_DEFAULT" },
    AdminCreateUserConfig: { AllowAdminCreateUserOnly: false, UnusedAccountValidityDays: 7 },
    ...settings,
    ...wordsOf(settings),
    Id: pool.id,
    Name: pool.name,
    Arn: pools.arn(pool.id),
    Policies: {
      PasswordPolicy: passwordPolicy(pool),
      SignInPolicy: Policies?.SignInPolicy ?? { AllowedFirstAuthFactors: ["PASSWORD"] },
    },
    SchemaAttributes: schemaOf(pool),
    UserPoolTags,
    EstimatedNumberOfUsers: pools.users.count(pool.id),
    ...dates(pool),
  };
};

/** Words of messages under both of their names. fidelity: observed: moto's test of a pool with a template */
const wordsOf = (settings: PoolSettings) => {
  const { VerificationMessageTemplate: template = {}, ...older } = settings;
  const EmailMessage = template.EmailMessage ?? older.EmailVerificationMessage;
  const EmailSubject = template.EmailSubject ?? older.EmailVerificationSubject;
  const SmsMessage = template.SmsMessage ?? older.SmsVerificationMessage;
  return {
    VerificationMessageTemplate: {
      DefaultEmailOption: "CONFIRM_WITH_CODE",
      ...template,
      EmailMessage,
      EmailSubject,
      SmsMessage,
    },
    EmailVerificationMessage: EmailMessage,
    EmailVerificationSubject: EmailSubject,
    SmsVerificationMessage: SmsMessage,
  };
};

/** Seconds, as the API has times. */
export const dates = ({ created, modified = created }: { readonly created: number; readonly modified?: number }) => ({
  CreationDate: created / 1000,
  LastModifiedDate: modified / 1000,
});

/** A client as DescribeUserPoolClient shows it. fidelity: docs: UserPoolClientType */
export const shownClient = ({ id, pool, secret, flows, settings, created = 0, modified = created }: ClientRecord) => ({
  RefreshTokenValidity: 30,
  EnableTokenRevocation: true,
  EnablePropagateAdditionalUserContextData: false,
  AllowedOAuthFlowsUserPoolClient: false,
  AuthSessionValidity: 3,
  TokenValidityUnits: {},
  ...(flows.length > 0 ? { ExplicitAuthFlows: flows } : {}),
  ...settings,
  ClientId: id,
  UserPoolId: pool,
  ...(secret ? { ClientSecret: secret } : {}),
  ...dates({ created, modified }),
});

/** What a user is asked for besides. Nothing where there is nothing. */
export const shownMfa = ({ totp }: UserRecord) => ({
  ...(totp?.enabled || totp?.preferred ? { UserMFASettingList: ["SOFTWARE_TOKEN_MFA"] } : {}),
  ...(totp?.preferred ? { PreferredMfaSetting: "SOFTWARE_TOKEN_MFA" } : {}),
});
