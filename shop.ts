import { Bucket, Cache, SinglePageApp } from "serverless-tiers";
import { boxOffice } from "./box-office";
import type { ShopConfig } from "./stack-config";
import type { StackParts } from "./stack-parts";

/** A box office in browsers: anybody looks at shows, and whoever signs in with an outside identity provider books. */
export const shopTickets = (
  { throttle, maxThroughput, issuer, audience, clientId, visitors, cache: size }: ShopConfig,
  shared: StackParts,
) => {
  const { network, protection, retention, logRole, alarms, siteAlarms } = shared;
  const named = (part: string) => `shop-${part}`;
  const cache = new Cache("shop-cache", { network, ...size, alarms });
  const { routes } = boxOffice({ named, maxThroughput, cache }, shared);
  // Written by the house, one file a page.
  const content = new Bucket("shop-content", { files: { "info/": "content/info" }, protection });
  return new SinglePageApp("shop", {
    site: {
      folder: "sites/shop/dist",
      build: "npm run build --workspace shop",
      protection,
      config: { issuer, audience, clientId },
      ...(visitors && { visitors }),
      ...(siteAlarms && { alarms: siteAlarms }),
    },
    tokens: { issuer, audience },
    routes: {
      ...routes,
      "GET /shows": { ...routes["GET /shows"], auth: "none" },
      "GET /shows/{showId}": { ...routes["GET /shows/{showId}"], auth: "none" },
      "GET /info/{page}": { to: content.object("info/{page}.md"), auth: "none" },
    },
    // A fourth of an account, which would be billed.
    dashboard: false,
    throttle,
    logRole,
    retention,
    alarms,
  });
};
