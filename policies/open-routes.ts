/**
 * The routes that anybody may call, by the name of their API. A route without authorization that is not on this list
 * stops the update: opening one takes a line here, where a reviewer sees it.
 *
 * An API key tells clients apart and bounds their use; it is no authorization.
 */
export const OPEN_ROUTES: Readonly<Record<string, readonly string[]>> = {
  orders: ["POST /orders", "GET /orders/{orderId}"],
};
