import * as z from "zod";

/** Free text that PostgreSQL can store: no U+0000, no lone surrogate. */
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((value) => !value.includes("\0") && value.isWellFormed(), "must not contain U+0000 or a lone surrogate");

/** An order as the client posts it and as it travels in the queue. `orderId` is the idempotency key. */
export const Order = z.strictObject({
  orderId: z.guid(),
  customerId: text(64),
  currency: z.string().regex(/^[A-Z]{3}$/),
  placedAt: z.iso.datetime({ offset: true }),
  items: z
    .array(
      z.strictObject({
        sku: text(64),
        quantity: z.int().min(1).max(1_000_000),
        /** In minor units (cents). */
        unitPrice: z.int().min(0).max(2_147_483_647),
      }),
    )
    .min(1)
    .max(100),
});

export type Order = z.infer<typeof Order>;
