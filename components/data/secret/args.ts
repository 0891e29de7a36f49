import type * as pulumi from "@pulumi/pulumi";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import { duration, input, number, object, oneOf, type Shape, text } from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import { type Encryption, encryptionShape } from "../../core/args/encryption";
import type { Retention } from "../../core/args/retention";
import { transformShape } from "../../core/component/children";
import { functionChildren } from "../../logic/function/children";
import { type SecretTransform, secretChildren } from "./children";
import { credentialsShape, type DatabaseCredentials } from "./credentials";

export interface SecretArgs {
  /**
   * The value, where it comes from outside: `config.requireSecret("stripeKey")`. AWS's provider hands it on and never
   * reads it back; the state has it as Pulumi keeps secrets, encrypted. Without it, and without `rotation`, the secret
   * is empty until somebody puts a value (`aws secretsmanager put-secret-value`), of which the program knows nothing.
   */
  readonly value?: pulumi.Input<string>;
  /** Counts the values: only another number writes `value` again. A whole number, 1 or more. @default 1 */
  readonly valueVersion?: number;
  /** A function of this package makes the value, and another one from time to time; nobody else ever has it. */
  readonly rotation?: SecretRotation;
  readonly description?: string;
  /** Of the values; readers get the right to a key of one's own. @default "aws" (that of Secrets Manager) */
  readonly encryption?: Encryption;
  /**
   * How long a secret that is removed can be had back: 7 to 30 days, or "0 days" for not at all. Its name is taken for
   * as long.
   *
   * @default "30 days"
   */
  readonly recovery?: Duration;
  /** An alarm on a rotation that failed. Without a topic it only shows in CloudWatch. @default {} (the alarm, no topic) */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** How long the log lines of the rotation function are kept. @default "30 days" */
  readonly retention?: Retention;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: SecretTransform;
}

export interface SecretRotation {
  /**
   * How often: a whole number of days up to 999, or of hours from 4 on.
   *
   * https://docs.aws.amazon.com/secretsmanager/latest/userguide/rotate-secrets_schedule.html (read 2026-11)
   *
   * @default "30 days"
   */
  readonly every?: Duration;
  /** When, instead of `every`: `"cron(0 16 1,15 * ? *)"`, in UTC, minutes 0, at most every 4 hours. */
  readonly at?: string;
  /** How long after its time a rotation may begin: whole hours, to the end of the day at most. @default AWS's: to the end of the day; an hour of a schedule in hours */
  readonly window?: Duration;
  /** Letters and digits of the value, or of the password in it: 8 to 1,024. @default 32 */
  readonly length?: number;
  /** The user of a database whose password the value holds. @default a value of letters and digits that nobody is told */
  readonly credentials?: DatabaseCredentials;
  /**
   * `alternating`: a second user `<user>_clone` with the rights of the first; each rotation changes the one that is not
   * in use, so that the value before stays good until the next one. For RDS Proxy and clients that do not ask again.
   *
   * @default "single"
   */
  readonly users?: "single" | "alternating";
}

/** The shape of `rotation`, for whoever hands it on. */
export const rotationShape: Shape<SecretRotation> = {
  every: duration.optional(),
  at: text('a schedule, "cron(0 16 1,15 * ? *)"').optional(),
  window: duration.optional(),
  length: number("a whole number from 8 to 1024").optional(),
  credentials: credentialsShape.optional(),
  users: oneOf("single", "alternating").optional(),
};

export const secretArgs = object<SecretArgs>({
  value: input(text()).optional(),
  valueVersion: number("a whole number, 1 or more").optional(),
  rotation: object(rotationShape).optional(),
  description: text().optional(),
  encryption: encryptionShape,
  recovery: duration.optional(),
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  retention: duration.optional(),
  transform: transformShape(secretChildren, { rotate: transformShape(functionChildren) }),
});
