import type { Principal } from "../../access/access";
import type { Cloud } from "../../cloud/cloud";
import { ServiceError } from "../../wire/service-error";
import type { SendingService } from "../sqs/queue/queues";
import { callService, json } from "./call-service";
import { type Pending, Undeliverable } from "./deliveries";

export interface RetryPolicy {
  readonly MaximumRetryAttempts?: number | undefined;
  readonly MaximumEventAgeInSeconds?: number | undefined;
}

/** fidelity: docs: "How EventBridge retries delivering events": 24 hours and up to 185 times */
const MAX_RETRIES = 185;
const MAX_AGE_SECONDS = 86_400;

/** fidelity: guess: exponential back off, as documented; the bounds are not */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 600_000;

/** Milliseconds until the next attempt; `undefined` when the policy allows none. */
export const retryPause = (
  { failures, accepted }: Pick<Pending<unknown>, "accepted" | "failures">,
  { MaximumRetryAttempts = MAX_RETRIES, MaximumEventAgeInSeconds = MAX_AGE_SECONDS }: RetryPolicy,
  now: number,
): number | undefined => {
  const pause = Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 20), LONGEST_PAUSE_MS);
  if (failures > MaximumRetryAttempts) return undefined;
  return now + pause - accepted > MaximumEventAgeInSeconds * 1_000 ? undefined : pause;
};

/** What is told of an event that did not reach its target, as attributes of a message. */
// fidelity: docs: "Using dead-letter queues to process undelivered events"
export const deadLetterAttributes = (
  pending: Pick<Pending<unknown>, "failures">,
  error: unknown,
  { MaximumRetryAttempts = MAX_RETRIES }: RetryPolicy,
  about: Readonly<Record<string, string>>,
) => {
  const cause = error instanceof Undeliverable ? error.cause : error;
  const exhausted =
    error instanceof Undeliverable
      ? []
      : [
          [
            "EXHAUSTED_RETRY_CONDITION",
            pending.failures > MaximumRetryAttempts ? "MaximumRetryAttempts" : "MaximumEventAgeInSeconds",
          ],
        ];
  const told = [
    ...Object.entries(about),
    ["ERROR_CODE", cause instanceof ServiceError ? cause.code : "SDK_CLIENT_ERROR"],
    ["ERROR_MESSAGE", error instanceof Error ? error.message : String(error)],
    ["RETRY_ATTEMPTS", String(pending.failures - 1)],
    ...exhausted,
  ];
  return Object.fromEntries(told.map(([name, value]) => [name, { DataType: "String", StringValue: value || "-" }]));
};

/** Puts an event where the undelivered go: for a service whom the queue's policy lets in, or with a role. @throws when the queue does not take it */
export const toDeadLetterQueue = async (
  cloud: Cloud,
  queueArn: string,
  { body, attributes }: { readonly body: string; readonly attributes: ReturnType<typeof deadLetterAttributes> },
  from: SendingService | Principal,
): Promise<void> => {
  const message = { MessageBody: body, MessageAttributes: attributes };
  if ("service" in from && "sourceArn" in from) return cloud.directory.sqs.queues.deliver(queueArn, message, from);
  const [, , , , account, name] = queueArn.split(":");
  const QueueUrl = `${cloud.endpoint}/${account}/${name}`;
  await callService(cloud, from as Principal, "sqs", json("AmazonSQS.SendMessage", { QueueUrl, ...message }));
};
