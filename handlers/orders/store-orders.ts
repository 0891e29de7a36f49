import type { SQSBatchResponse, SQSRecord } from "aws-lambda";
import { bisect } from "serverless-tiers/runtime/bisect";
import { sqlState } from "serverless-tiers/runtime/database";
import type { Log } from "serverless-tiers/runtime/log";
import { batchFailures, type Message, parseBatch, type Unfit } from "serverless-tiers/runtime/sqs-batch";
import { Order, OrderId } from "../../contracts/orders";
import type { OrderStore, Rejection } from "./order-store";

/** All messages of a batch about one order: repeated deliveries, or a client's retries. */
interface Candidate {
  readonly order: Order;
  readonly payload: string;
  readonly messages: Message<Order>[];
}

/**
 * Stores a batch of orders, each once. Messages that can never be stored are recorded with their reason and left on
 * the queue, which moves them to its dead-letter queue; any other trouble is thrown, and the whole batch comes again.
 */
export const storeOrders =
  ({ store, log }: { store: OrderStore; log: Log }) =>
  async (records: readonly SQSRecord[]): Promise<SQSBatchResponse> => {
    const { fit, unfit } = parseBatch(records, Order);
    const { candidates, conflicts } = byOrderId(fit);

    const stored = new Set<string>();
    const refused = await bisect(
      candidates,
      async (rows) => {
        const others = await store.put(
          rows.map(({ order, messages }) => ({ order, requestId: messages[0]?.requestId })),
        );
        for (const { order, messages } of rows) {
          if (others.has(order.orderId)) conflicts.push(...messages);
          else stored.add(order.orderId);
        }
      },
      isDataException,
    );

    const rejections = [
      ...unfit.map(asInvalid),
      ...conflicts.map(asConflict),
      ...refused.flatMap(({ row, error }) => row.messages.map((message) => asRefused(message, error))),
    ];
    await store.reject(rejections);
    for (const { messageId, orderId, requestId, code, reason } of rejections) {
      log.warn("order rejected", { messageId, orderId, requestId, code, reason });
    }
    const told = candidates.filter(({ order }) => stored.has(order.orderId));
    // One line a batch: a line for each order would cost as much as storing it.
    if (told.length > 0) log.info("orders stored", { orders: told.map(originOf) });
    return batchFailures(rejections.map(({ messageId }) => messageId));
  };

const originOf = ({ order, messages }: Candidate) => ({
  orderId: order.orderId,
  requestIds: messages.flatMap(({ requestId }) => requestId ?? []),
});

/** One candidate an order, sorted by id; messages with another payload under an id already seen are conflicts. */
const byOrderId = (messages: readonly Message<Order>[]): { candidates: Candidate[]; conflicts: Message<Order>[] } => {
  const candidates = new Map<string, Candidate>();
  const conflicts: Message<Order>[] = [];
  for (const message of messages) {
    const payload = JSON.stringify(message.body);
    const seen = candidates.get(message.body.orderId);
    if (!seen) candidates.set(message.body.orderId, { order: message.body, payload, messages: [message] });
    else if (seen.payload === payload) seen.messages.push(message);
    else conflicts.push(message);
  }
  const sorted = [...candidates.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return { candidates: sorted.map(([, candidate]) => candidate), conflicts };
};

/** SQLSTATE class 22 (data exception) and 23 (constraint violation): the row is at fault, not the database. */
const isDataException = (error: unknown): boolean => /^2[23]/.test(sqlState(error) ?? "");

const asInvalid = ({ messageId, requestId, reason, json }: Unfit): Rejection => {
  const named =
    typeof json === "object" && json !== null && "orderId" in json ? OrderId.safeParse(json.orderId) : undefined;
  return { messageId, requestId, orderId: named?.data, code: "invalid", reason };
};

const asConflict = ({ messageId, requestId, body }: Message<Order>): Rejection => ({
  messageId,
  requestId,
  orderId: body.orderId,
  code: "conflict",
  reason: `another order is stored under ${body.orderId}`,
});

const asRefused = ({ messageId, requestId, body }: Message<Order>, error: unknown): Rejection => ({
  messageId,
  requestId,
  orderId: body.orderId,
  code: "refused",
  reason: `the database refused a value (SQLSTATE ${sqlState(error)})`,
});
