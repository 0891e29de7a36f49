import { randomUUID } from "node:crypto";
import { invalidParameters } from "../errors";
import { idsOf } from "../fifo/fifo-message";
import type { MessageInput } from "../operations/message-input";
import type { Settings } from "../queue/settings";
import type { MessageAttributes, StoredMessage } from "./message";
import { checkContent, checkRange } from "./message-checks";
import { attributesMd5, md5 } from "./message-md5";

/** A checked message, and the part of the answer that tells the client so. */
export interface NewMessage {
  readonly message: StoredMessage;
  readonly answer: {
    readonly MD5OfMessageBody: string;
    readonly MD5OfMessageAttributes?: string;
    readonly MD5OfMessageSystemAttributes?: string;
  };
}

/** Makes the message that an input asks for, or refuses it as SendMessage does. */
export const newMessage = (input: MessageInput, settings: Settings, senderId: string, now: number): NewMessage => {
  const { MessageBody: body, DelaySeconds, MessageAttributes: attributes = {} } = input;
  checkRange(DelaySeconds, "DelaySeconds", 0, 900, "DelaySeconds must be >= 0 and <= 900.");
  const ids = idsOf(input, settings.fifo);
  const traceHeader = traceOf(input.MessageSystemAttributes ?? {});
  checkContent({ body, attributes }, settings.maximumMessageBytes);
  // fidelity: observed: test_fifo_queue_send_message_with_zero_delay_defaults_to_queue_delay of LocalStack's tests
  const delaySeconds = (settings.fifo ? undefined : DelaySeconds) ?? settings.delaySeconds;
  const message: StoredMessage = {
    id: randomUUID(),
    body,
    bodyMd5: md5(body),
    attributes: Object.keys(attributes).length > 0 ? attributes : undefined,
    traceHeader,
    ...ids,
    senderId,
    sentAt: now,
    visibleAt: delaySeconds > 0 ? now + delaySeconds * 1000 : undefined,
  };
  return {
    message,
    answer: {
      MD5OfMessageBody: message.bodyMd5,
      MD5OfMessageAttributes: attributesMd5(attributes),
      MD5OfMessageSystemAttributes: attributesMd5(input.MessageSystemAttributes ?? {}),
    },
  };
};

const TRACE = "AWSTraceHeader";

const traceOf = (attributes: MessageAttributes): string | undefined => {
  const other = Object.keys(attributes).find((name) => name !== TRACE);
  if (other !== undefined) throw invalidParameters(`Message system attribute name '${other}' is invalid.`);
  const trace = attributes[TRACE];
  if (trace !== undefined && (trace.DataType !== "String" || !trace.StringValue)) {
    throw invalidParameters(`The message system attribute '${TRACE}' must contain a non-empty value of type 'String'.`);
  }
  return trace?.StringValue;
};
