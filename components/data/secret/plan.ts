import type * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { checkArgs } from "../../core/args/check-args";
import { toDays } from "../../core/args/duration";
import { type KeySettings, keySettings } from "../../core/args/encryption";
import { type Retention, retentionDays } from "../../core/args/retention";
import { wholeNumber } from "../../core/args/whole-number";
import { type Plan, planned } from "../../core/component/plan";
import { type SecretArgs, type SecretRotation, secretArgs } from "./args";
import type { SecretTransform } from "./children";
import type { DatabaseCredentials } from "./credentials";
import { type RotationSchedule, rotationSchedule } from "./schedule";

/** A rotation's settings, in the units of AWS. */
export interface RotationSettings {
  readonly schedule: RotationSchedule;
  readonly length: number;
  readonly credentials: DatabaseCredentials | undefined;
  readonly users: "single" | "alternating";
}

interface Settings extends KeySettings {
  readonly description: string | undefined;
  readonly value: { readonly text: pulumi.Input<string>; readonly version: number } | undefined;
  readonly rotation: RotationSettings | undefined;
  readonly recoveryDays: number;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  /** Of the rotation function, in the words of the arguments. */
  readonly retention: Retention | undefined;
  readonly transform: SecretTransform | undefined;
}

/** A secret's arguments, checked and in the units of AWS. */
export type SecretPlan = Plan<"Secret", Settings>;

/** @throws {ArgsError} for a value that AWS or the design would refuse. */
export const planSecret = (name: string, args: SecretArgs | SecretPlan = {}): SecretPlan =>
  planned("Secret", name, args, (given: SecretArgs) => settings(name, given));

const settings = (name: string, args: SecretArgs): Settings => {
  checkArgs(name, args, secretArgs);
  const { value, valueVersion = 1, rotation, encryption = "aws", recovery = "30 days", alarms = {} } = args;
  checkKind(name, args);
  retentionDays(name, "retention", args.retention);
  return {
    description: args.description,
    value:
      value === undefined
        ? undefined
        : { text: value, version: wholeNumber(name, "valueVersion", valueVersion, 1, MAX_VERSION) },
    rotation: rotation && rotationSettings(name, rotation),
    ...keySettings(encryption),
    recoveryDays: recoveryDays(name, recovery),
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    retention: args.retention,
    transform: args.transform,
  };
};

/** Each rotation would be undone by the next deployment that writes the value. */
const checkKind = (name: string, { value, valueVersion, rotation }: SecretArgs): void => {
  if (value !== undefined && rotation !== undefined)
    throw new ArgsError(
      name,
      "rotation",
      "must not be there beside value: what is rotated is made by the rotation; leave one out",
    );
  if (value === undefined && valueVersion !== undefined)
    throw new ArgsError(name, "valueVersion", "must not be there without value, whose changes it counts");
};

const rotationSettings = (name: string, rotation: SecretRotation): RotationSettings => {
  const { credentials, users = "single", length = 32 } = rotation;
  if (users === "alternating" && credentials === undefined)
    throw new ArgsError(
      name,
      "rotation.users",
      'must be "single" without credentials: only users of a database take turns',
    );
  if (users === "alternating" && Buffer.byteLength(`${credentials?.user}_clone`) > 63)
    throw new ArgsError(
      name,
      "rotation.credentials.user",
      "must be at most 57 bytes long, for the second one is called <user>_clone",
    );
  return {
    schedule: rotationSchedule(name, rotation),
    length: wholeNumber(name, "rotation.length", length, 8, 1_024),
    credentials,
    users,
  };
};

const recoveryDays = (name: string, recovery: NonNullable<SecretArgs["recovery"]>): number => {
  const days = toDays(name, "recovery", recovery, { max: "30 days" });
  if (days === 0 || days >= 7) return days;
  throw new ArgsError(name, "recovery", `must be 7 to 30 days, or "0 days" for none (it is "${recovery}")`);
};

/** What the provider's schema holds. */
const MAX_VERSION = 2_147_483_647;
