import type * as cognito from "@pulumi/aws/cognito";
import type { UserPoolPlan } from "./plan";

/** The pool as the provider asks for it. */
export const poolDefinition = (plan: UserPoolPlan): cognito.UserPoolArgs => ({
  ...signInDefinition(plan.signIn),
  usernameConfiguration: { caseSensitive: false },
  autoVerifiedAttributes: ["email"],
  // A new address counts once it is verified; till then the old one does.
  userAttributeUpdateSettings: { attributesRequireVerificationBeforeUpdates: ["email"] },
  schemas: [
    {
      name: "email",
      attributeDataType: "String",
      required: plan.signIn !== "name",
      mutable: true,
      // Written out: the provider would take what AWS fills in for a change.
      stringAttributeConstraints: { minLength: "0", maxLength: "2048" },
    },
  ],
  mfaConfiguration: plan.mfa,
  ...(plan.mfa !== "OFF" && { softwareTokenMfaConfiguration: { enabled: true } }),
  accountRecoverySetting: { recoveryMechanisms: [{ name: "verified_email", priority: 1 }] },
  adminCreateUserConfig: { allowAdminCreateUserOnly: !plan.selfSignUp },
  deletionProtection: plan.protected ? "ACTIVE" : "INACTIVE",
  userPoolTier: "LITE",
  ...(Object.keys(plan.tags).length > 0 && { tags: { ...plan.tags } }),
});

const signInDefinition = (signIn: UserPoolPlan["signIn"]): cognito.UserPoolArgs =>
  signIn === "email"
    ? { usernameAttributes: ["email"] }
    : signIn === "name or email"
      ? { aliasAttributes: ["email"] }
      : {};
