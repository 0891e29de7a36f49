import { duration, list, number, object, oneOf } from "../../core/args/args-shape";
import { type Duration, toDays } from "../../core/args/duration";
import { wholeNumber } from "../../core/args/whole-number";

export type CharacterKind = "lower case" | "upper case" | "digits" | "symbols";

/** What a password has to be. */
export interface PasswordPolicy {
  /** 6 to 99 characters. @default 8 */
  readonly minLength?: number;
  /** Of which it needs one each. @default all four */
  readonly requires?: readonly CharacterKind[];
  /** How many earlier ones cannot be used again: 0 to 24. Asks for the Essentials plan. @default 0 */
  readonly history?: number;
  /** How long one that an administrator gave works: 0 to 365 days. @default "7 days" */
  readonly temporaryFor?: Duration;
}

const KINDS = ["lower case", "upper case", "digits", "symbols"] as const;

export const passwordShape = object<PasswordPolicy>({
  minLength: number().optional(),
  requires: list(oneOf(...KINDS), 'a list of "lower case", "upper case", "digits" and "symbols"').optional(),
  history: number().optional(),
  temporaryFor: duration.optional(),
}).optional();

/** https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_PasswordPolicyType.html (read 2026-11) */
const LENGTH = { min: 6, max: 99 } as const;
const HISTORY = { min: 0, max: 24 } as const;
const TEMPORARY = { min: "0 days", max: "365 days" } as const;

/** As the provider asks for it, whole: what is absent would be `false`, and not what AWS does by itself. */
export interface PasswordSettings {
  readonly minimumLength: number;
  readonly requireLowercase: boolean;
  readonly requireUppercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  readonly passwordHistorySize?: number;
  readonly temporaryPasswordValidityDays: number;
}

export const planPassword = (component: string, policy: PasswordPolicy): PasswordSettings => {
  const { minLength = 8, requires = KINDS, history = 0, temporaryFor = "7 days" } = policy;
  wholeNumber(component, "password.history", history, HISTORY.min, HISTORY.max);
  return {
    minimumLength: wholeNumber(component, "password.minLength", minLength, LENGTH.min, LENGTH.max),
    requireLowercase: requires.includes("lower case"),
    requireUppercase: requires.includes("upper case"),
    requireNumbers: requires.includes("digits"),
    requireSymbols: requires.includes("symbols"),
    // Lite knows no word of it.
    ...(history > 0 && { passwordHistorySize: history }),
    temporaryPasswordValidityDays: toDays(component, "password.temporaryFor", temporaryFor, TEMPORARY),
  };
};
