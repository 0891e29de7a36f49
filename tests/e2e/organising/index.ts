// What those who organise shows use, behind an API of their own, without the pattern around it and without its pages.
import { RestApi, UserPool, WebSocketApi } from "serverless-tiers";
import { webRoutes } from "../../../web-routes";

const shared = { protection: "throw-away", retention: "1 day", alarms: undefined } as const;
const users = new UserPool("organisers", {
  signIn: "email",
  clients: { app: { kind: "public", flows: ["password"] } },
  groups: ["organisers"],
  protection: "throw-away",
});
const { routes, live, tellBookings, media } = webRoutes({}, shared);
const connected = new WebSocketApi("live", live);
tellBookings(connected);

export const url = new RestApi("organising", { auth: users.authorizer({ token: "access" }), routes }).url;
export const liveUrl = connected.url;
export const mediaUrl = media.url;
export const mediaBucket = media.plan.bucket.name;
export const organisingUserPoolId = users.id;
export const organisingUserPoolClientId = users.clients.app.id;
