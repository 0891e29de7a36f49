import type { PolicyDocument } from "../../../access/access";
import { parsePolicy } from "../../../access/policy-document";
import { invalidAttributeValue, unknownAttribute } from "../errors";
import { defaultFifoAttributes, type FifoSettings, isFifoAttribute, readFifoSettings } from "../fifo/fifo-attributes";
import type { Attributes } from "./attributes";
import { type RedriveAllowPolicy, type RedrivePolicy, readRedriveAllowPolicy, readRedrivePolicy } from "./redrive";

/** What a queue goes by, read from its attributes. */
export interface Settings {
  readonly delaySeconds: number;
  readonly maximumMessageBytes: number;
  readonly retentionSeconds: number;
  readonly receiveWaitSeconds: number;
  readonly visibilityTimeoutSeconds: number;
  readonly policy: PolicyDocument | undefined;
  readonly redrive: RedrivePolicy | undefined;
  readonly redriveAllow: RedriveAllowPolicy | undefined;
  /** Of FIFO queues alone. */
  readonly fifo: FifoSettings | undefined;
  /** The KMS key of its messages, by id, ARN or alias. */
  readonly key: string | undefined;
}

interface Range {
  readonly min: number;
  readonly max: number;
  readonly fallback: number;
}

// fidelity: docs: API_SetQueueAttributes and "Amazon SQS message quotas" (1 MiB since August 2025)
const NUMBERS = {
  DelaySeconds: { min: 0, max: 900, fallback: 0 },
  MaximumMessageSize: { min: 1_024, max: 1_048_576, fallback: 1_048_576 },
  MessageRetentionPeriod: { min: 60, max: 1_209_600, fallback: 345_600 },
  ReceiveMessageWaitTimeSeconds: { min: 0, max: 20, fallback: 0 },
  VisibilityTimeout: { min: 0, max: 43_200, fallback: 30 },
  KmsDataKeyReusePeriodSeconds: { min: 60, max: 86_400, fallback: 300 },
} as const satisfies Record<string, Range>;

const TEXTS = ["Policy", "RedrivePolicy", "RedriveAllowPolicy", "KmsMasterKeyId", "SqsManagedSseEnabled"];

/** Reads attributes, or refuses them as SetQueueAttributes does. An empty text takes an attribute away. */
export const readSettings = (attributes: Attributes): Settings => {
  for (const name of Object.keys(attributes)) {
    if (!(name in NUMBERS) && !TEXTS.includes(name) && !isFifoAttribute(name)) throw unknownAttribute(name);
  }
  number(attributes, "KmsDataKeyReusePeriodSeconds");
  if (!["", "true", "false"].includes(attributes.SqsManagedSseEnabled ?? "")) {
    throw invalidAttributeValue("SqsManagedSseEnabled");
  }
  return {
    delaySeconds: number(attributes, "DelaySeconds"),
    maximumMessageBytes: number(attributes, "MaximumMessageSize"),
    retentionSeconds: number(attributes, "MessageRetentionPeriod"),
    receiveWaitSeconds: number(attributes, "ReceiveMessageWaitTimeSeconds"),
    visibilityTimeoutSeconds: number(attributes, "VisibilityTimeout"),
    policy: text(attributes, "Policy", readPolicy),
    redrive: text(attributes, "RedrivePolicy", readRedrivePolicy),
    redriveAllow: text(attributes, "RedriveAllowPolicy", readRedriveAllowPolicy),
    fifo: readFifoSettings(attributes),
    key: text(attributes, "KmsMasterKeyId", (key) => key),
  };
};

/** What GetQueueAttributes shows of attributes that nobody set. */
export const defaultAttributes = (attributes: Attributes): Attributes => ({
  DelaySeconds: String(NUMBERS.DelaySeconds.fallback),
  MaximumMessageSize: String(NUMBERS.MaximumMessageSize.fallback),
  MessageRetentionPeriod: String(NUMBERS.MessageRetentionPeriod.fallback),
  ReceiveMessageWaitTimeSeconds: String(NUMBERS.ReceiveMessageWaitTimeSeconds.fallback),
  VisibilityTimeout: String(NUMBERS.VisibilityTimeout.fallback),
  // fidelity: docs: server-side encryption with SQS-managed keys is on unless a KMS key is set
  SqsManagedSseEnabled: String(!attributes.KmsMasterKeyId),
  ...defaultFifoAttributes(attributes),
});

const BOOLEANS: ReadonlySet<string> = new Set(["FifoQueue", "ContentBasedDeduplication", "SqsManagedSseEnabled"]);

/** As SQS keeps attributes: it takes `True` for `true`. fidelity: observed: FIFO queues of LocalStack's tests */
export const keptAttributes = (attributes: Attributes): Attributes =>
  Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, BOOLEANS.has(name) ? value.toLowerCase() : value]),
  );

const number = (attributes: Attributes, name: keyof typeof NUMBERS): number => {
  const { min, max, fallback } = NUMBERS[name];
  const value = attributes[name];
  if (value === undefined || value === "") return fallback;
  if (!/^\d+$/.test(value) || Number(value) < min || Number(value) > max) throw invalidAttributeValue(name);
  return Number(value);
};

const text = <T>(attributes: Attributes, name: string, read: (text: string) => T): T | undefined => {
  const value = attributes[name];
  return value === undefined || value === "" ? undefined : read(value);
};

const readPolicy = (policy: string): PolicyDocument => {
  try {
    return parsePolicy(policy);
  } catch {
    throw invalidAttributeValue("Policy");
  }
};
