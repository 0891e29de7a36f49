import { ServiceError } from "../../wire/service-error";
import type { PoolSettings } from "./pool-settings";
import { checkTier } from "./tier";
import type { UserPools } from "./user-pools";

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

/** Parts of a pool that change nothing here. */
const recordedOnly = ({ Policies, UserPoolAddOns, DeviceConfiguration }: PoolSettings): string[] => [
  ...(Policies?.SignInPolicy?.AllowedFirstAuthFactors ?? []).filter((each) => /^(SMS_OTP|WEB_AUTHN)$/.test(each)),
  ...((UserPoolAddOns?.AdvancedSecurityMode ?? "OFF") === "OFF" ? [] : ["UserPoolAddOns"]),
  ...(DeviceConfiguration ? ["DeviceConfiguration"] : []),
];
