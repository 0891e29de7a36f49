import type * as cognito from "@pulumi/aws/cognito";
import { byLink, type Mail, type Messages } from "./mail";
import type { UserPoolPlan } from "./plan";
import { lambdaConfig, triggerFunctions } from "./triggers";

/** The pool as the provider asks for it. */
export const poolDefinition = (plan: UserPoolPlan): cognito.UserPoolArgs => ({
  ...SIGN_IN[plan.signIn],
  usernameConfiguration: { caseSensitive: false },
  autoVerifiedAttributes: ["email"],
  // A new address counts once it is verified; till then the old one does.
  userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
  schemas: plan.attributes.map((attribute) => ({ ...attribute })),
  passwordPolicy: { ...plan.password },
  mfaConfiguration: plan.mfa,
  ...(plan.mfa !== "OFF" && { softwareTokenMfaConfiguration: { enabled: true } }),
  accountRecoverySetting: {
    recoveryMechanisms: [{ name: plan.recovery === "email" ? "verified_email" : "admin_only", priority: 1 }],
  },
  adminCreateUserConfig: {
    allowAdminCreateUserOnly: !plan.selfSignUp,
    ...(plan.messages.invitation && { inviteMessageTemplate: invitation(plan.messages.invitation) }),
  },
  ...verification(plan.messages),
  ...mail(plan.mail),
  ...(triggerFunctions(plan.triggers).length > 0 && { lambdaConfig: lambdaConfig(plan.triggers) }),
  ...(plan.threatProtection !== "off" && {
    userPoolAddOns: { advancedSecurityMode: plan.threatProtection.toUpperCase() },
  }),
  deletionProtection: plan.protected ? "ACTIVE" : "INACTIVE",
  userPoolTier: plan.featurePlan.toUpperCase(),
  ...(Object.keys(plan.tags).length > 0 && { tags: { ...plan.tags } }),
});

const SIGN_IN: Readonly<Record<UserPoolPlan["signIn"], cognito.UserPoolArgs>> = {
  email: { usernameAttributes: ["email"] },
  name: {},
  "name or email": { aliasAttributes: ["email"] },
};

const invitation = ({ subject, text }: NonNullable<Messages["invitation"]>) => ({
  emailSubject: subject,
  emailMessage: text,
  // Cognito takes no template without one, also where no message of that kind is sent.
  smsMessage: "{username} {####}",
});

const verification = (messages: Messages): Pick<cognito.UserPoolArgs, "verificationMessageTemplate"> => {
  if (messages.verification === undefined) return {};
  const { subject, text } = messages.verification;
  return {
    verificationMessageTemplate: byLink(messages)
      ? { defaultEmailOption: "CONFIRM_WITH_LINK", emailSubjectByLink: subject, emailMessageByLink: text }
      : { defaultEmailOption: "CONFIRM_WITH_CODE", emailSubject: subject, emailMessage: text },
  };
};

const mail = (given: Mail): Pick<cognito.UserPoolArgs, "emailConfiguration"> => {
  if (given === "cognito") return {};
  const { from, identityArn, replyTo, configurationSet } = given;
  return {
    emailConfiguration: {
      emailSendingAccount: "DEVELOPER",
      fromEmailAddress: from,
      sourceArn: identityArn,
      ...(replyTo !== undefined && { replyToEmailAddress: replyTo }),
      ...(configurationSet !== undefined && { configurationSet }),
    },
  };
};
