import { ServiceError } from "../../../wire/service-error";
import { domainsOf } from "../hosted/domains";
import type { UserPoolRecord, UserPools } from "../user-pools";
import type { PoolSettings } from "./pool-settings";
import { checkTier } from "./tier";

/** Checks what the members of a pool say together. @throws {ServiceError} */
export const checkPool = ({ cloud }: Pick<UserPools, "cloud">, name: string, settings: PoolSettings): void => {
  const { PreTokenGeneration: plain, PreTokenGenerationConfig: versioned } = settings.LambdaConfig ?? {};
  // fidelity: docs: LambdaConfigType, PreTokenGeneration; guess: the text
  if (plain !== undefined && versioned !== undefined && plain !== versioned.LambdaArn) {
    const text = "PreTokenGeneration and the LambdaArn of PreTokenGenerationConfig must be identical.";
    throw new ServiceError("InvalidParameterException", text);
  }
  // fidelity: observed: reports of the text
  if (settings.AliasAttributes?.length && settings.UsernameAttributes?.length) {
    const text = "Only one of the aliasAttributes or usernameAttributes can be set in a user pool.";
    throw new ServiceError("InvalidParameterException", text);
  }
  checkTier(settings);
  for (const what of recordedOnly(settings)) {
    cloud.log.warn("cognito-idp", `user pool ${name}: ${what}: recorded only, not emulated`);
  }
};

/** @throws {ServiceError} for a pool that is protected, or has a domain */
// fidelity: observed: the texts
export const checkDeletable = (pools: UserPools, { id, settings }: UserPoolRecord): void => {
  const refuse = (text: string) => new ServiceError("InvalidParameterException", text);
  if (settings?.DeletionProtection === "ACTIVE") {
    throw refuse(
      "The user pool cannot be deleted because deletion protection is activated. Deletion protection must be inactivated first.",
    );
  }
  if (domainsOf(pools, id).length > 0) {
    throw refuse("User pool cannot be deleted. It has a domain configured that should be deleted first.");
  }
};

/** Parts of a pool that change nothing here. */
const recordedOnly = ({ Policies, UserPoolAddOns, DeviceConfiguration }: PoolSettings): string[] => [
  ...(Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []).filter((each) => /^(SMS_OTP|WEB_AUTHN)$/.test(each)),
  ...((UserPoolAddOns?.AdvancedSecurityMode ?? "OFF") === "OFF" ? [] : ["UserPoolAddOns"]),
  ...(DeviceConfiguration ? ["DeviceConfiguration"] : []),
];
