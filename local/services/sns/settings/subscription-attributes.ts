import { isObject } from "../../../languages/json/json-object";
import { invalidParameter } from "../sns-error";
import { isFifo, type SubscriptionRecord } from "../topics";
import { checkFilterPolicy, type FilterScope } from "./filter-policy";

type Attributes = Readonly<Record<string, string>>;

/** fidelity: docs: SetSubscriptionAttributes, AttributeName */
const NAMES = new Set([
  "DeliveryPolicy",
  "FilterPolicy",
  "FilterPolicyScope",
  "RawMessageDelivery",
  "RedrivePolicy",
  "ReplayPolicy",
  "SubscriptionRoleArn",
]);

type Place = Pick<SubscriptionRecord, "topicArn" | "endpoint" | "protocol">;

/** How Subscribe begins what it refuses of its attributes; SetSubscriptionAttributes says no more than the parameter. */
export const OF_SUBSCRIBE = "Attributes Reason: ";

export const scopeOf = ({ FilterPolicyScope }: Attributes): FilterScope =>
  FilterPolicyScope === "MessageBody" ? "MessageBody" : "MessageAttributes";

/** @throws {ServiceError} for attributes that a subscription cannot have */
export const checkAttributes = (attributes: Attributes, place: Place, prefix: string): void => {
  for (const [name, value] of Object.entries(attributes)) {
    if (!NAMES.has(name)) throw invalidParameter(`${prefix}AttributeName`);
    checkAttribute(name, value, place, prefix);
  }
  const { FilterPolicy: policy } = attributes;
  if (policy !== undefined && policy !== "") checkFilterPolicy(policy, scopeOf(attributes), prefix);
};

const checkAttribute = (name: string, value: string, place: Place, prefix: string): void => {
  switch (name) {
    case "FilterPolicyScope":
      if (value === "MessageAttributes" || value === "MessageBody") return;
      throw invalidParameter(
        `${prefix}FilterPolicyScope: Invalid value [${value}]. Please use either MessageBody or MessageAttributes`,
      );
    case "RawMessageDelivery":
      if (!/^(?:true|false)$/i.test(value)) {
        throw invalidParameter(`${prefix}RawMessageDelivery: Invalid value [${value}]. Must be true or false.`);
      }
      // fidelity: docs: sns-large-payload-raw-message-delivery; observed: the text
      if (/^true$/i.test(value) && !["sqs", "http", "https", "firehose"].includes(place.protocol)) {
        throw invalidParameter(
          `${prefix}RawMessageDelivery: Delivery protocol [${place.protocol}] does not support raw message delivery.`,
        );
      }
      return;
    case "RedrivePolicy":
      checkRedrive(value, place, prefix);
      return;
    default:
      return;
  }
};

const checkRedrive = (value: string, { topicArn, endpoint }: Place, prefix: string): void => {
  if (value === "") return;
  const target = targetOf(value, prefix);
  if (!/^arn:[^:]+:sqs:[^:]+:\d{12}:.+$/.test(target)) {
    throw invalidParameter(`${prefix}RedrivePolicy: deadLetterTargetArn is an invalid arn`);
  }
  // fidelity: observed: sns-fifo-standard-dead-letter-queue
  if (isFifo(topicArn) && endpoint.endsWith(".fifo") && !target.endsWith(".fifo")) {
    throw invalidParameter(
      `${prefix}RedrivePolicy: must use a FIFO queue as DLQ for a FIFO Subscription to a FIFO Topic.`,
    );
  }
};

const targetOf = (redrivePolicy: string, prefix: string): string => {
  try {
    const value: unknown = JSON.parse(redrivePolicy);
    return isObject(value) ? String(value.deadLetterTargetArn ?? "") : "";
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw invalidParameter(`${prefix}RedrivePolicy: failed to parse JSON. ${why}`);
  }
};

/** Where a subscription's undeliverable messages go; it was checked when it was set. */
export const deadLetterQueueOf = ({ attributes = {} }: SubscriptionRecord): string | undefined =>
  attributes.RedrivePolicy ? targetOf(attributes.RedrivePolicy, "") : undefined;

/** A record with other attributes. */
export const withAttributes = (record: SubscriptionRecord, changed: Attributes): SubscriptionRecord => {
  const { RawMessageDelivery, ...others } = { ...record.attributes, ...changed };
  return {
    ...record,
    raw: RawMessageDelivery === undefined ? record.raw : RawMessageDelivery.toLowerCase() === "true",
    attributes: Object.fromEntries(Object.entries(others).filter(([, value]) => value !== "")),
  };
};

/** What GetSubscriptionAttributes answers. fidelity: observed: sns-api-scope-value */
export const shownAttributes = (record: SubscriptionRecord, account: string): Attributes => {
  const { FilterPolicyScope: _, ...others } = record.attributes ?? {};
  const pending = record.token !== undefined;
  return {
    SubscriptionArn: record.arn,
    TopicArn: record.topicArn,
    Owner: account,
    Protocol: record.protocol,
    Endpoint: record.endpoint,
    SubscriptionPrincipal: `arn:aws:iam::${account}:root`,
    PendingConfirmation: String(pending),
    ...(pending ? {} : { ConfirmationWasAuthenticated: "true" }),
    RawMessageDelivery: String(record.raw),
    ...(others.FilterPolicy ? { FilterPolicyScope: scopeOf(record.attributes ?? {}) } : {}),
    ...others,
  };
};
