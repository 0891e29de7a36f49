import { mobileTickets } from "./mobile";
import { asyncOrders } from "./orders";
import { sharedParts } from "./shared";
import { stackConfig } from "./stack-config";

const stack = stackConfig();
const shared = sharedParts(stack);
const orders = stack.orders && asyncOrders(stack.orders, shared);
const mobile = stack.mobile && mobileTickets(stack.mobile, shared);

/** Base of the API: `$ordersUrl/orders`. */
export const ordersUrl = orders?.api.url;
export const ordersApiKey = orders?.api.apiKey;
export const ordersQueueUrl = orders?.api.queue.url;
export const ordersDeadLetterQueueUrl = orders?.api.queue.deadLetters.url;
export const ordersDatabaseEndpoint = orders?.database.endpoint;

/** Base of the API: `$mobileUrl/shows`. */
export const mobileUrl = mobile?.url;
export const mobileUserPoolId = mobile?.users.id;
export const mobileUserPoolClientId = mobile?.users.clients.app.id;
/** Where users sign up and in, in a browser. */
export const mobileSignInUrl = mobile?.users.signInUrl;
