import { mobileTickets } from "./mobile";
import { asyncOrders } from "./orders";
import { platformBookings } from "./platform";
import { shopTickets } from "./shop";
import { stackConfig } from "./stack-config";
import { stackParts } from "./stack-parts";
import { webBoxOffice } from "./web";

const stack = stackConfig();
const parts = stackParts(stack);
const orders = stack.orders && asyncOrders(stack.orders, parts);
const mobile = stack.mobile && mobileTickets(stack.mobile, parts);
const shop = stack.shop && shopTickets(stack.shop, parts);
const boxOffice = stack.platform && platformBookings(stack.platform, parts);
const web = stack.web && webBoxOffice(stack.web, parts);

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

/** Where the app is; `$spaUrl/shows` is one of its pages. */
export const spaUrl = shop?.url;
/** Base of its API, on the same origin. */
export const spaApiUrl = shop?.apiUrl;
/** Who signs its users in, what its API is called there, and the app. */
export const spaIssuer = stack.shop?.issuer;
export const spaAudience = stack.shop?.audience;
export const spaClientId = stack.shop?.clientId;

/** Base of all services: `$platformUrl/bookings`, `$platformUrl/shows`. */
export const platformUrl = boxOffice?.front.url;
export const platformUserPoolId = boxOffice?.users.id;
export const platformUserPoolClientId = boxOffice?.users.clients.app.id;
/** What is to be told to those who booked. */
export const platformNotificationsUrl = boxOffice?.notifications.url;
/** For services in stacks of their own: `Platform.from("organization/serverless-tiers/<stack>")`. */
export const platform = boxOffice?.shared;

/** Where the page of those who organise shows is. */
export const webUrl = web?.url;
/** Base of its API: `$webApiUrl/shows`. */
export const webApiUrl = web?.apiUrl;
export const webUserPoolId = web?.users.id;
export const webUserPoolClientId = web?.client.id;
/** Where users sign up and in, in a browser. */
export const webSignInUrl = web?.client.signInUrl;
/** To which the page connects with a ticket, to hear of bookings. */
export const webLiveUrl = web?.live?.url;
