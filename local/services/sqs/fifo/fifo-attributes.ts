import { ServiceError } from "../../../wire/service-error";
import { invalidAttributeValue, unknownAttribute } from "../errors";
import type { Attributes } from "../queue/attributes";

/** What a FIFO queue goes by besides. */
export interface FifoSettings {
  /** A message without deduplication id has the digest of its body. */
  readonly contentBased: boolean;
  /** Deduplication ids count within a message group, not within the queue. */
  readonly perGroup: boolean;
}

const DEFAULTS = {
  FifoQueue: "true",
  ContentBasedDeduplication: "false",
  DeduplicationScope: "queue",
  FifoThroughputLimit: "perQueue",
} as const satisfies Attributes;

const VALUES: Readonly<Record<keyof typeof DEFAULTS, readonly string[]>> = {
  FifoQueue: ["true"],
  ContentBasedDeduplication: ["true", "false"],
  DeduplicationScope: ["queue", "messageGroup"],
  FifoThroughputLimit: ["perQueue", "perMessageGroupId"],
};

const NAMES = ["FifoQueue", "ContentBasedDeduplication", "DeduplicationScope", "FifoThroughputLimit"] as const;

export const isFifoAttribute = (name: string): boolean => name in DEFAULTS;

export const isFifo = (attributes: Attributes): boolean => attributes.FifoQueue === "true";

/** What GetQueueAttributes shows of attributes that nobody set. */
export const defaultFifoAttributes = (attributes: Attributes): Attributes => (isFifo(attributes) ? DEFAULTS : {});

/** Reads the attributes that only FIFO queues have. @throws {ServiceError} for those of a standard queue, too. */
export const readFifoSettings = (attributes: Attributes): FifoSettings | undefined => {
  const given = NAMES.filter((name) => attributes[name]);
  if (!isFifo(attributes)) {
    const [name] = given;
    if (name !== undefined) throw onlyFifo(name);
    return undefined;
  }
  const wrong = given.find((name) => !VALUES[name].includes(attributes[name] ?? ""));
  if (wrong !== undefined) throw invalidAttributeValue(wrong);
  const perGroup = attributes.DeduplicationScope === "messageGroup";
  // fidelity: docs: API_SetQueueAttributes, FifoThroughputLimit; guess: the text
  if (attributes.FifoThroughputLimit === "perMessageGroupId" && !perGroup) {
    throw invalidAttributeValue(
      "FifoThroughputLimit",
      "perMessageGroupId is allowed only when DeduplicationScope is messageGroup",
    );
  }
  return { contentBased: attributes.ContentBasedDeduplication === "true", perGroup };
};

/** fidelity: observed: test_create_standard_queue_with_fifo_attribute_raises_error of LocalStack's tests */
const onlyFifo = (name: (typeof NAMES)[number]): ServiceError =>
  name === "DeduplicationScope" || name === "FifoThroughputLimit"
    ? new ServiceError("InvalidAttributeName", `You can specify the ${name} only when FifoQueue is set to true.`)
    : unknownAttribute(name);

/** A queue stays what it was made. fidelity: observed: test_set_unsupported_attribute_fifo of LocalStack's tests */
export const checkQueueType = (attributes: Attributes, changes: Attributes): void => {
  if (changes.FifoQueue === undefined || isFifo(attributes) === isFifo(changes)) return;
  if (!isFifo(attributes)) throw unknownAttribute("FifoQueue");
  throw invalidAttributeValue("FifoQueue", "Modifying queue type is not supported");
};
