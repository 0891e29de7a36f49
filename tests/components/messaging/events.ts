import * as z from "zod";
import { eventContract } from "../../../components/contracts/event";

export const Made = eventContract({
  source: "shop.orders",
  name: "order-made",
  detail: z.object({ orderId: z.string(), city: z.string(), amount: z.number() }),
});

export const Paid = eventContract({
  source: "shop.payments",
  name: "order-paid",
  version: 2,
  detail: z.object({ orderId: z.string() }),
});
