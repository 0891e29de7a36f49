import type { Order, OrderStatus } from "../../contracts/orders";

/** An order on its way into the store. */
export interface NewOrder {
  readonly order: Order;
  readonly requestId: string | undefined;
}

/** Why a message was not stored. */
export interface Rejection {
  readonly messageId: string;
  readonly orderId: string | undefined;
  readonly code: "invalid" | "conflict" | "refused";
  readonly reason: string;
  readonly requestId: string | undefined;
}

/** Where orders live. */
export interface OrderStore {
  /**
   * Stores the orders that are not stored yet, all or none. Ids have to be distinct and sorted: two batches that
   * write the same ids in another order would deadlock.
   *
   * @returns the ids under which another order is stored already.
   */
  put(orders: readonly NewOrder[]): Promise<ReadonlySet<string>>;
  /** Records why messages were refused; the same message counts its attempts. */
  reject(rejections: readonly Rejection[]): Promise<void>;
  find(orderId: string): Promise<OrderStatus | undefined>;
}
