import { type CheckedResource, type CheckedStack, ofType, UNKNOWN, usedBy, valueAt } from "../checked-resource";
import type { Finding, StackRule } from "../rule";

const QUEUE = "aws:sqs/queue:Queue";
const FUNCTION = "aws:lambda/function:Function";
const ALIAS = "aws:lambda/alias:Alias";

/** A queue, and the function that an event source hands its messages to. */
export interface Consumed {
  readonly queue: CheckedResource;
  readonly source: CheckedResource;
  readonly consumer: CheckedResource | undefined;
}

/** Every queue with a consumer. */
export const consumedQueues = (stack: CheckedStack): Consumed[] =>
  ofType(stack, "aws:lambda/eventSourceMapping:EventSourceMapping").flatMap((source) =>
    usedBy(stack, source, "eventSourceArn", QUEUE).map((queue) => ({
      queue,
      source,
      consumer: consumerOf(stack, source),
    })),
  );

/** Directly, or through an alias. */
const consumerOf = (stack: CheckedStack, source: CheckedResource): CheckedResource | undefined => {
  const aliases = usedBy(stack, source, "functionName", ALIAS);
  const [fn] = [source, ...aliases].flatMap((holder) => usedBy(stack, holder, "functionName", FUNCTION));
  return fn;
};

export const deadLetterQueue: StackRule = {
  name: "dead-letter-queue",
  level: "mandatory",
  description:
    "A queue with a consumer has a dead-letter queue; a message that cannot be processed would block or vanish.",
  checkStack: (stack) =>
    unique(consumedQueues(stack).map(({ queue }) => queue))
      .filter((queue) => valueAt(queue, "redrivePolicy") === undefined)
      .map((resource) => ({ resource, problem: "redrivePolicy must name a dead-letter queue: it has a consumer" })),
};

/** SQS's own default, in seconds. */
const DEFAULT_VISIBILITY = 30;
/** Lambda's own default, in seconds. */
const DEFAULT_TIMEOUT = 3;

interface Times extends Consumed {
  readonly visibility: number;
  readonly timeout: number;
  readonly window: number;
}

const times = (stack: CheckedStack): Times[] =>
  consumedQueues(stack).flatMap((consumed) => {
    const { queue, consumer, source } = consumed;
    if (consumer === undefined) return [];
    const visibility = seconds(valueAt(queue, "visibilityTimeoutSeconds"), DEFAULT_VISIBILITY);
    const timeout = seconds(valueAt(consumer, "timeout"), DEFAULT_TIMEOUT);
    const window = seconds(valueAt(source, "maximumBatchingWindowInSeconds"), 0);
    return visibility === undefined || timeout === undefined || window === undefined
      ? []
      : [{ ...consumed, visibility, timeout, window }];
  });

const seconds = (value: unknown, fallback: number): number | undefined =>
  value === UNKNOWN ? undefined : typeof value === "number" ? value : fallback;

export const visibilityTimeout: StackRule = {
  name: "visibility-timeout",
  level: "mandatory",
  description: "A message stays hidden for as long as its consumer may run; AWS refuses the event source otherwise.",
  checkStack: (stack) =>
    times(stack)
      .filter(({ visibility, timeout }) => visibility < timeout)
      .map(({ queue, consumer, visibility, timeout }) =>
        finding(queue, `must be at least the ${timeout} seconds that ${consumer?.name} may run (it is ${visibility})`),
      ),
};

/** https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html: six times the timeout, plus the window */
const RETRIES = 6;

export const visibilityForRetries: StackRule = {
  name: "visibility-timeout-for-retries",
  level: "advisory",
  description:
    "A message stays hidden for six runs of its consumer and the batch window, so that a throttled one is not handed out twice.",
  checkStack: (stack) =>
    times(stack)
      .filter(({ visibility, timeout, window }) => visibility >= timeout && visibility < RETRIES * timeout + window)
      .map(({ queue, consumer, visibility, timeout, window }) =>
        finding(
          queue,
          `should be at least ${RETRIES * timeout + window}: ${RETRIES} x ${timeout} of ${consumer?.name} + ${window} of the batch window (it is ${visibility})`,
        ),
      ),
};

const finding = (resource: CheckedResource, rule: string): Finding => ({
  resource,
  problem: `visibilityTimeoutSeconds ${rule}`,
});

const unique = <T>(values: readonly T[]): T[] => [...new Set(values)];
