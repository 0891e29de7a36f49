import type { APIGatewayProxyResult } from "aws-lambda";
import { DatabaseUnavailableError } from "serverless-tiers/runtime/database";
import type { Log } from "serverless-tiers/runtime/log";
import { json } from "serverless-tiers/runtime/rest";
import { OrderId } from "../../contracts/orders";
import type { OrderStore } from "./order-store";

/** A queued order is stored within about a second. */
const QUEUED_RETRY_SECONDS = "1";
/** A paused Aurora cluster resumes in about 15 s. */
const RESUMING_RETRY_SECONDS = "15";

/** Tells what became of an order: stored, rejected, or unknown, which it also is while it waits in the queue. */
export const getOrder =
  ({ store, log }: { store: Pick<OrderStore, "find">; log: Log }) =>
  async (orderId: string, requestId: string): Promise<APIGatewayProxyResult> => {
    const id = OrderId.safeParse(orderId);
    try {
      const status = id.success ? await store.find(id.data) : undefined;
      if (status) return json(200, status);
    } catch (error) {
      if (!(error instanceof DatabaseUnavailableError)) throw error;
      log.warn("database unavailable", { orderId, requestId, reason: error.message });
      return json(
        503,
        { message: "The order store is starting. Try again." },
        { "Retry-After": RESUMING_RETRY_SECONDS },
      );
    }
    return json(404, { message: "Unknown order, or still queued." }, { "Retry-After": QUEUED_RETRY_SECONDS });
  };
