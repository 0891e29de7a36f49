import { hash } from "node:crypto";
import { ServiceError } from "../../../wire/service-error";
import { invalidValue, missingParameter, wrongQueueType } from "../errors";
import type { StoredMessage } from "../messages/message";
import type { MessageInput } from "../operations/message-input";
import type { FifoSettings } from "./fifo-attributes";

type Ids = Pick<StoredMessage, "groupId" | "deduplicationId">;

/** The ids that a message is sent with. @throws {ServiceError} when its queue does not take them, or asks for more. */
export const idsOf = (input: MessageInput, fifo: FifoSettings | undefined): Ids => {
  const { MessageGroupId: groupId, MessageDeduplicationId: deduplicationId, DelaySeconds = 0 } = input;
  checkId(groupId, "MessageGroupId");
  if (!fifo) {
    if (deduplicationId !== undefined) throw wrongQueueType(deduplicationId, "MessageDeduplicationId");
    return { groupId };
  }
  // fidelity: observed: test_fifo_queue_send_message_with_delay_seconds_fails of LocalStack's tests; 0 is no delay
  if (DelaySeconds !== 0) throw wrongQueueType(DelaySeconds, "DelaySeconds");
  if (groupId === undefined) throw missingParameter("MessageGroupId");
  checkId(deduplicationId, "MessageDeduplicationId");
  if (deduplicationId !== undefined) return { groupId, deduplicationId };
  if (!fifo.contentBased) throw noDeduplicationId();
  // fidelity: docs: API_SendMessage: the body alone, without attributes
  return { groupId, deduplicationId: hash("sha256", input.MessageBody, "hex") };
};

/**
 * What fails a batch as a whole, where other faults fail an entry.
 * fidelity: observed: test_send_batch_missing_message_group_id_for_fifo_queue and
 * test_send_batch_missing_deduplication_id_for_fifo_queue of LocalStack's tests
 */
export const checkFifoBatch = (entries: readonly MessageInput[], { contentBased }: FifoSettings): void => {
  if (entries.some(({ MessageGroupId }) => MessageGroupId === undefined)) {
    throw new ServiceError("InvalidParameterValue", missingParameter("MessageGroupId").message);
  }
  const missing = ({ MessageDeduplicationId }: MessageInput) => MessageDeduplicationId === undefined;
  if (!contentBased && entries.some(missing)) throw noDeduplicationId();
};

/** fidelity: observed: test_message_deduplication_id_invalid of LocalStack's tests; also for message groups */
export const checkId = (id: string | undefined, parameter: string): void => {
  if (id === undefined || /^[\x21-\x7e]{1,128}$/.test(id)) return;
  const reason = `${parameter} can only include alphanumeric and punctuation characters. 1 to 128 in length.`;
  throw invalidValue(id, parameter, reason);
};

/** fidelity: observed: test_posting_to_fifo_requires_deduplicationid_group_id of LocalStack's tests */
const noDeduplicationId = (): ServiceError =>
  new ServiceError(
    "InvalidParameterValue",
    "The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly",
  );
