import { type ReceivedMessage, systemAttributes } from "../../../sqs/messages/message";
import { attributesMd5 } from "../../../sqs/messages/message-md5";

interface MessageAttribute {
  readonly stringValue?: string;
  readonly binaryValue?: string;
  readonly stringListValues: readonly string[];
  readonly binaryListValues: readonly string[];
  readonly dataType: string;
}

export interface EventRecord {
  readonly messageId: string;
  readonly receiptHandle: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly messageAttributes: Readonly<Record<string, MessageAttribute>>;
  readonly md5OfBody: string;
  /** Of a message with attributes alone. */
  readonly md5OfMessageAttributes?: string;
  readonly eventSource: "aws:sqs";
  readonly eventSourceARN: string;
  readonly awsRegion: string;
}

/** A message as a function sees it. fidelity: docs: "Using Lambda with Amazon SQS", example event */
export const eventRecord = (message: ReceivedMessage, eventSourceARN: string): EventRecord => ({
  messageId: message.id,
  receiptHandle: message.receiptHandle,
  body: message.body,
  attributes: systemAttributes(message),
  messageAttributes: Object.fromEntries(
    Object.entries(message.attributes ?? {}).map(([name, { DataType, StringValue, BinaryValue }]) => [
      name,
      {
        ...(StringValue === undefined ? {} : { stringValue: StringValue }),
        ...(BinaryValue === undefined ? {} : { binaryValue: BinaryValue }),
        stringListValues: [],
        binaryListValues: [],
        dataType: DataType,
      },
    ]),
  ),
  md5OfBody: message.bodyMd5,
  ...md5OfAttributes(message),
  eventSource: "aws:sqs",
  eventSourceARN,
  awsRegion: eventSourceARN.split(":")[3] ?? "",
});

// fidelity: observed: recordings of SQS as an event source
const md5OfAttributes = ({ attributes = {} }: ReceivedMessage) => {
  const md5 = attributesMd5(attributes);
  return md5 === undefined ? {} : { md5OfMessageAttributes: md5 };
};

/** fidelity: docs: "Lambda quotas", synchronous request; leaves room for what surrounds the records */
const MAX_EVENT_BYTES = 6_291_456 - 1_024;

/** Groups records into events that Lambda takes: `{"Records":[…]}` of at most 6 MB. */
export const events = (
  records: readonly EventRecord[],
): readonly { readonly records: readonly EventRecord[]; readonly text: string }[] => {
  const groups: { records: EventRecord[]; texts: string[]; bytes: number }[] = [];
  for (const record of records) {
    const text = JSON.stringify(record);
    const bytes = Buffer.byteLength(text) + 1;
    const last = groups.at(-1);
    if (last && last.bytes + bytes <= MAX_EVENT_BYTES) {
      last.records.push(record);
      last.texts.push(text);
      last.bytes += bytes;
    } else groups.push({ records: [record], texts: [text], bytes });
  }
  return groups.map(({ records, texts }) => ({ records, text: `{"Records":[${texts.join(",")}]}` }));
};
