import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Cloud } from "../../service";
import { invalidParameter } from "../errors";
import { compileFilter } from "../event-source/filter";
import type { MappingRecord } from "../event-source/mapping";
import type { Mappings } from "../event-source/mappings";
import type { Functions } from "../functions";

const TYPE = "aws:lambda/eventSourceMapping:EventSourceMapping";

export const eventSourceMappingType = (cloud: Cloud, functions: Functions, mappings: Mappings): ResourceType => {
  const declare = async (uuid: string, inputs: Properties): Promise<Properties> => {
    const { version, arn } = functions.resolve(String(inputs.functionName));
    const mapping: MappingRecord = { ...settings(inputs), uuid, functionArn: arn };
    checkQueue(cloud, mapping, version.role, version.timeoutSeconds);
    await mappings.put(mapping);
    const { batchSize, windowSeconds, enabled } = mapping;
    const state = enabled ? "Enabled" : "Disabled";
    return {
      ...inputs,
      functionArn: arn,
      batchSize,
      maximumBatchingWindowInSeconds: windowSeconds,
      enabled,
      state,
      uuid,
    };
  };
  return {
    type: TYPE,
    check: violations,
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      return { id, outputs: { ...outputs, ...(await declare(id, inputs)) } };
    },
    update: async (id, inputs, olds) => ({ ...olds.outputs, ...(await declare(id, inputs)) }),
    delete: (id) => mappings.remove(id),
  };
};

/** fidelity: docs: CreateEventSourceMapping, BatchSize for SQS */
const DEFAULT_BATCH = 10;

const settings = (inputs: Properties): Omit<MappingRecord, "uuid" | "functionArn"> => {
  const scaling = inputs.scalingConfig as { maximumConcurrency?: number } | undefined;
  const criteria = inputs.filterCriteria as { filters?: readonly { pattern?: string }[] } | undefined;
  const types = inputs.functionResponseTypes;
  return {
    eventSourceArn: String(inputs.eventSourceArn),
    batchSize: typeof inputs.batchSize === "number" ? inputs.batchSize : DEFAULT_BATCH,
    windowSeconds:
      typeof inputs.maximumBatchingWindowInSeconds === "number" ? inputs.maximumBatchingWindowInSeconds : 0,
    maximumConcurrency: scaling?.maximumConcurrency,
    reportsFailures: Array.isArray(types) && types.includes("ReportBatchItemFailures"),
    filters: (criteria?.filters ?? []).flatMap(({ pattern }) => (pattern === undefined ? [] : [pattern])),
    enabled: inputs.enabled !== false,
  };
};

/** What Lambda asks of the queue and of the function's role. fidelity: observed: texts of CreateEventSourceMapping */
const checkQueue = (cloud: Cloud, { eventSourceArn }: MappingRecord, role: string, timeoutSeconds: number): void => {
  const queue = cloud.directory.sqs.queues.settings(eventSourceArn);
  if (!queue) {
    throw invalidParameter(
      "Error occurred while ReceiveMessage. SQS Error Code: AWS.SimpleQueueService.NonExistentQueue. " +
        "SQS Error Message: The specified queue does not exist.",
    );
  }
  if (queue.visibilityTimeoutSeconds < timeoutSeconds) {
    throw invalidParameter(
      `Queue visibility timeout: ${queue.visibilityTimeoutSeconds} seconds is less than Function timeout: ${timeoutSeconds} seconds`,
    );
  }
  const principal = cloud.access.servicePrincipal(role, "lambda.amazonaws.com");
  for (const action of ["ReceiveMessage", "DeleteMessage", "GetQueueAttributes"]) {
    const request = { action: `sqs:${action}`, resource: eventSourceArn, resourcePolicy: queue.policy };
    const context = { "aws:SecureTransport": "true" };
    if (principal && cloud.access.decide(principal, { ...request, context }).allowed) continue;
    throw invalidParameter(`The function execution role does not have permissions to call ${action} on SQS`);
  }
};

/** Settings of other event sources than SQS, and those that are not emulated. */
const REFUSED = [
  ...["amazonManagedKafkaEventSourceConfig", "documentDbEventSourceConfig", "provisionedPollerConfig", "queues"],
  ...["selfManagedEventSource", "selfManagedKafkaEventSourceConfig", "sourceAccessConfigurations", "topics"],
  ...["destinationConfig", "bisectBatchOnFunctionError", "parallelizationFactor", "tumblingWindowInSeconds"],
];

const violations = (inputs: Properties) => {
  const found: { property: string; reason: string }[] = [];
  const refuse = (property: string, reason: string) => void found.push({ property, reason });
  const { batchSize, windowSeconds, maximumConcurrency, filters, eventSourceArn } = settings(inputs);
  if (!/^arn:[^:]+:sqs:/.test(eventSourceArn))
    refuse("eventSourceArn", "must be a queue: the local cloud polls no other source");
  for (const property of REFUSED) {
    if (inputs[property] !== undefined) refuse(property, "is not emulated by the local cloud");
  }
  // fidelity: docs: CreateEventSourceMapping
  const whole = (property: string, value: number, min: number, max: number) => {
    if (Number.isInteger(value) && value >= min && value <= max) return;
    refuse(property, `must be a whole number from ${min} to ${max} (it is ${value})`);
  };
  const fifo = eventSourceArn.endsWith(".fifo");
  whole("batchSize", batchSize, 1, fifo ? 10 : 10_000);
  whole("maximumBatchingWindowInSeconds", windowSeconds, 0, 300);
  if (maximumConcurrency !== undefined) whole("scalingConfig.maximumConcurrency", maximumConcurrency, 2, 1_000);
  // fidelity: observed: the text of CreateEventSourceMapping
  if (fifo && windowSeconds > 0) {
    refuse("maximumBatchingWindowInSeconds", "Batching window is not supported for FIFO queues");
  } else if (batchSize > 10 && windowSeconds === 0) {
    refuse("maximumBatchingWindowInSeconds", "must be greater than 0 when batchSize is greater than 10");
  }
  for (const pattern of filters) {
    try {
      compileFilter(pattern);
    } catch (error) {
      refuse("filterCriteria", `pattern ${pattern} ${error instanceof Error ? error.message : error}`);
    }
  }
  return found;
};
