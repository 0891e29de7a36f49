import { ServiceError } from "../../../wire/service-error";
import type { Pool, PoolSettings } from "./pool-settings";

/** Parts of a pool that its plan has to have, as AWS names them. */
// fidelity: observed: passwordless sign-in and threat protection; guess: the name of the others; docs: "User pool feature plans"
const FEATURES: readonly {
  readonly name: string;
  readonly from: "ESSENTIALS" | "PLUS";
  readonly used: (settings: PoolSettings) => boolean;
}[] = [
  {
    name: "Passwordless Sign-In",
    from: "ESSENTIALS",
    used: ({ Policies }) =>
      Policies?.SignInPolicy?.AllowedFirstAuthFactors?.some((each) => each !== "PASSWORD") ?? false,
  },
  {
    name: "Access Token Customization",
    from: "ESSENTIALS",
    used: ({ LambdaConfig }) => (LambdaConfig?.PreTokenGenerationConfig?.LambdaVersion ?? "V1_0") !== "V1_0",
  },
  {
    name: "Threat Protection",
    from: "PLUS",
    used: ({ UserPoolAddOns }) => (UserPoolAddOns?.AdvancedSecurityMode ?? "OFF") !== "OFF",
  },
];

const RANKS = ["LITE", "ESSENTIALS", "PLUS"];

const tierOf = ({ UserPoolTier = "ESSENTIALS" }: PoolSettings) => UserPoolTier;

/** @throws {ServiceError} when the plan of a pool has not what it uses */
export const checkTier = (settings: PoolSettings): void => {
  const tier = tierOf(settings);
  const lacking = FEATURES.filter(({ from, used }) => RANKS.indexOf(tier) < RANKS.indexOf(from) && used(settings));
  if (lacking.length > 0) throw unavailable(tier, lacking.map(({ name }) => name).join(", "));
};

/** @throws {ServiceError} when a client of the pool may not let users choose how they sign in */
export const checkChoiceInTier = ({ settings = {} }: Pool): void => {
  if (tierOf(settings) === "LITE") throw unavailable("LITE", "Choice-Based Sign-In");
};

const unavailable = (tier: string, features: string) =>
  new ServiceError(
    "FeatureUnavailableInTierException",
    `The following features need to be disabled for the ${tier} pricing tier configured: ${features}`,
  );
