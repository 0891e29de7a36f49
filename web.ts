import { UserPool, WebApp } from "serverless-tiers";
import type { WebConfig } from "./stack-config";
import type { StackParts } from "./stack-parts";
import { webRoutes } from "./web-routes";

/** A box office for those who organise shows: the same page on CloudFront and on Amplify Hosting. */
export const webBoxOffice = (
  { hosting, throttle, maxThroughput, users: { mfa, domain: signIn }, domain }: WebConfig,
  shared: Pick<StackParts, "protection" | "retention" | "logRole" | "alarms" | "siteAlarms">,
) => {
  const { protection, retention, logRole, alarms, siteAlarms } = shared;
  const { routes, live, tellBookings, media, uploadsUrl } = webRoutes({ maxThroughput }, shared);
  const users = new UserPool("organisers", {
    signIn: "email",
    mfa,
    domain: signIn,
    groups: ["organisers"],
    protection,
    alarms,
  });
  const web = new WebApp("web", {
    hosting,
    site: {
      folder: "sites/box-office/dist",
      build: "npm run build --workspace box-office",
      config: { mediaUrl: media.url },
      headers: { csp: { "img-src": ["'self'", "data:", media.url], "connect-src": [uploadsUrl] } },
      cloudfront: { protection, ...(siteAlarms && { alarms: siteAlarms }) },
      amplify: { protection },
    },
    users,
    routes,
    live,
    ...(domain && { domain }),
    // A fourth of an account, which would be billed.
    dashboard: false,
    throttle,
    logRole,
    retention,
    alarms,
  });
  if (web.live) tellBookings(web.live);
  return web;
};
