import type { Principal } from "../../../access/access";
import { createPermit } from "../../../access/permit";
import { resourceVerdict } from "../../../access/verdict";
import type { Cloud } from "../../../cloud/cloud";
import { ServiceError } from "../../../wire/service-error";
import { invalidReceiptHandle } from "../errors";
import type { UseQueueKey } from "../key-use";
import type { ReceivedMessage, StoredMessage } from "../messages/message";
import { newMessage } from "../messages/new-message";
import { readReceipt } from "../messages/receipt-handle";
import type { MessageInput } from "../operations/message-input";
import { SQS_DENIAL } from "../permissions";
import type { Queue, ReceiveOptions } from "./queue";
import type { QueueRegistry } from "./queue-registry";
import type { Settings } from "./settings";

/** On whose behalf. Given, the principal's policies and the queue's must allow it; absent, nothing is asked. */
export interface OnBehalf {
  readonly as?: Principal;
}

/**
 * The queues, for consumers inside the local cloud (the event source poller): no HTTP, batches of any size.
 *
 * All methods throw `ServiceError` as the API would: NonExistentQueue, AccessDenied, ReceiptHandleIsInvalid.
 */
export interface Queues {
  /**
   * Up to `max` messages: at once when there are any, otherwise the first that come within `waitMs`, or none.
   * They stay hidden for `visibilityTimeoutSeconds` (the queue's own when absent). Once `signal` is aborted no message
   * is taken. Messages over the queue's maxReceiveCount go to its dead-letter queue instead.
   */
  receive(queueArn: string, options: ReceiveOptions & OnBehalf): Promise<readonly ReceivedMessage[]>;
  /** Deletes messages of one or several queues; resolves once they are gone for good. */
  delete(receiptHandles: readonly string[], options?: OnBehalf): Promise<void>;
  /** Hides messages in flight for `seconds` from now, 0 to 43,200; 0 makes them visible at once. */
  changeVisibility(receiptHandles: readonly string[], seconds: number, options?: OnBehalf): void;
  /** Sends a message of another service of the account, which the queue's own policy must let in. */
  deliver(queueArn: string, message: MessageInput, from: SendingService): Promise<void>;
  /** What the queue goes by; `undefined` when there is none. */
  settings(queueArn: string): Settings | undefined;
  /** All messages of a queue in the order in which they came, for onlookers: they are not received. */
  messages(queueArn: string): readonly StoredMessage[];
  count(queueArn: string, state: "visible" | "delayed" | "inFlight"): number;
}

/** `sns.amazonaws.com`, for the topic that it delivers from. */
export interface SendingService {
  readonly service: string;
  readonly sourceArn: string;
}

export const createQueues = (
  registry: QueueRegistry,
  { access, account, clock }: Pick<Cloud, "access" | "account" | "clock">,
  useKey: UseQueueKey,
): Queues => {
  const allow = createPermit(access, SQS_DENIAL);
  const permit = (queue: Queue, action: string, as: Principal | undefined) => {
    if (as) allow(as, { action, resource: queue.arn, resourcePolicy: queue.settings.policy });
  };
  const byQueue = (handles: readonly string[]): Map<Queue, string[]> => {
    const groups = new Map<Queue, string[]>();
    for (const handle of handles) {
      const queue = registry.withId(readReceipt(handle)?.queueId ?? "");
      if (!queue) throw invalidReceiptHandle(handle);
      const group = groups.get(queue);
      if (group) group.push(handle);
      else groups.set(queue, [handle]);
    }
    return groups;
  };
  return {
    async receive(queueArn, { as, ...options }) {
      const queue = registry.require(queueArn);
      permit(queue, "sqs:ReceiveMessage", as);
      if (as) useKey(queue, "receive", as);
      return queue.receive(options);
    },
    async delete(receiptHandles, { as } = {}) {
      const groups = [...byQueue(receiptHandles)];
      for (const [queue] of groups) permit(queue, "sqs:DeleteMessage", as);
      await Promise.all(groups.map(([queue, handles]) => queue.delete(handles)));
    },
    changeVisibility(receiptHandles, seconds, { as } = {}) {
      for (const [queue, handles] of byQueue(receiptHandles)) {
        permit(queue, "sqs:ChangeMessageVisibility", as);
        for (const handle of handles) queue.changeVisibility(handle, seconds);
      }
    },
    async deliver(queueArn, input, { service, sourceArn }) {
      const queue = registry.require(queueArn);
      const context = { "aws:SourceArn": sourceArn, "aws:SourceAccount": account, "aws:SecureTransport": "true" };
      const request = { action: "sqs:SendMessage", resource: queueArn, context };
      const verdict = resourceVerdict({ arn: service, account, service }, queue.settings.policy, request);
      if (!verdict.allowed || verdict.denied) {
        throw new ServiceError(
          "AccessDenied",
          `the policy of ${queueArn} does not let ${service} send for ${sourceArn}`,
          403,
        );
      }
      useKey(queue, "send", { service, sourceArn });
      await queue.send(newMessage(input, queue.settings, service, clock.now()).message);
    },
    settings: (queueArn) => registry.find(queueArn)?.settings,
    messages: (queueArn) => registry.require(queueArn).messages(),
    count: (queueArn, state) => registry.require(queueArn).count(state),
  };
};
