import * as z from "zod";
import { text } from "./text";

/** The key of an order, chosen by the client. UUIDs are case-insensitive; the lower-case form is the key. */
export const OrderId = z.guid().toLowerCase();

/** An order as the client posts it and as it travels in the queue. */
export const Order = z.strictObject({
  orderId: OrderId,
  customerId: text(64),
  /** ISO 4217. */
  currency: z.string().regex(/^[A-Z]{3}$/),
  placedAt: z.iso.datetime({ offset: true }),
  items: z
    .array(
      z.strictObject({
        sku: text(64),
        quantity: z.int().min(1).max(1_000_000),
        /** In minor units of the currency. */
        unitPrice: z.int().min(0).max(999_999_999_999),
      }),
    )
    .min(1)
    .max(100),
});

export type Order = z.infer<typeof Order>;

/** What `GET /orders/{orderId}` knows of an order that is no longer on its way. */
export type OrderStatus =
  | { readonly status: "stored"; readonly order: Order }
  | { readonly status: "rejected"; readonly reason: string };
