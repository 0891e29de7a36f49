import { randomUUID } from "node:crypto";
import type { SQSRecord } from "aws-lambda";
import type { Order } from "../../contracts/orders";

/** An order as a client would place it; every call another id. */
export const anOrder = (changes: Partial<Order> = {}): Order => ({
  orderId: randomUUID(),
  customerId: "c-17",
  currency: "EUR",
  placedAt: "2026-11-22T10:00:00Z",
  items: [
    { sku: "SKU-1", quantity: 2, unitPrice: 1999 },
    { sku: "SKU-2", quantity: 1, unitPrice: 500 },
  ],
  ...changes,
});

/** A message as the event source mapping hands it to the consumer. */
export const aRecord = (body: unknown, messageId: string = randomUUID()): SQSRecord => ({
  messageId,
  receiptHandle: `receipt-${messageId}`,
  body: typeof body === "string" ? body : JSON.stringify(body),
  attributes: {
    ApproximateReceiveCount: "1",
    SentTimestamp: "1795341600000",
    SenderId: "AROAEXAMPLE:gateway",
    ApproximateFirstReceiveTimestamp: "1795341600001",
  },
  messageAttributes: { requestId: { dataType: "String", stringValue: `request-of-${messageId}` } },
  md5OfBody: "",
  eventSource: "aws:sqs",
  eventSourceARN: "arn:aws:sqs:eu-west-1:000000000000:orders",
  awsRegion: "eu-west-1",
});
