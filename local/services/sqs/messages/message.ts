/** A message attribute as clients write it; binary values in base64. */
export interface AttributeValue {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

export type MessageAttributes = Readonly<Record<string, AttributeValue>>;

/** A message as it lies in storage. */
export interface StoredMessage {
  readonly id: string;
  readonly body: string;
  readonly bodyMd5: string;
  readonly attributes?: MessageAttributes;
  readonly traceHeader?: string;
  readonly groupId?: string;
  /** Of a message in a FIFO queue, as are sequence numbers. */
  readonly deduplicationId?: string;
  readonly sequenceNumber?: string;
  readonly senderId: string;
  /** Milliseconds since the epoch, as are all times here. */
  readonly sentAt: number;
  /** Of a delayed message. */
  readonly visibleAt?: number;
  /** Receives before the message came to this queue. */
  readonly priorReceives?: number;
  readonly firstReceivedAt?: number;
  /** Of a message in a dead-letter queue: ARN of the queue that it came from. */
  readonly deadLetterSource?: string;
}

/** What the sender of a message is told once it is accepted. */
export interface Sent {
  readonly MessageId: string;
  readonly SequenceNumber?: string;
}

/** A message in the hands of a consumer. */
export interface ReceivedMessage extends StoredMessage {
  readonly receiptHandle: string;
  /** Across all queues, this receive included. */
  readonly receiveCount: number;
  readonly firstReceivedAt: number;
}

/** System attributes of a received message, as SQS and Lambda events show them. */
export const systemAttributes = (message: ReceivedMessage): Record<string, string> => ({
  SenderId: message.senderId,
  ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt),
  ApproximateReceiveCount: String(message.receiveCount),
  SentTimestamp: String(message.sentAt),
  ...(message.traceHeader === undefined ? {} : { AWSTraceHeader: message.traceHeader }),
  ...(message.groupId === undefined ? {} : { MessageGroupId: message.groupId }),
  ...(message.deduplicationId === undefined ? {} : { MessageDeduplicationId: message.deduplicationId }),
  ...(message.sequenceNumber === undefined ? {} : { SequenceNumber: message.sequenceNumber }),
  ...(message.deadLetterSource === undefined ? {} : { DeadLetterQueueSourceArn: message.deadLetterSource }),
});
