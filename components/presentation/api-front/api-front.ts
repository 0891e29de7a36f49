import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { apiBehavior, apiOrigin, UNCACHED_ERRORS } from "../distribution/api-origin";
import type { ApiFrontArgs } from "./args";
import { type ApiFrontNodes, apiFrontChildren } from "./children";
import { type ApiFrontPlan, planApiFront } from "./plan";

/**
 * Several APIs of one stack under one address without a name of one's own: a CloudFront distribution that leads each
 * path to the API whose stage is called so, and keeps nothing. With a name of one's own an `ApiDomain` does it.
 *
 * An API with `sitesOnly` lets in what comes through it alone.
 *
 * @throws {ArgsError} for two APIs on one path, before anything is registered.
 * @example
 * const front = new ApiFront("shop", { apis: [bookings.api, shows.api] });
 * export const platformUrl = front.url; // `$platformUrl/bookings`
 */
export class ApiFront extends pulumi.ComponentResource {
  /** Base of all URLs, without a slash at its end. */
  readonly url: pulumi.Output<string>;
  readonly plan: ApiFrontPlan;
  readonly nodes: ApiFrontNodes;

  constructor(name: string, args: ApiFrontArgs | ApiFrontPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planApiFront(name, args);
    super(componentType("ApiFront"), name, {}, opts);
    this.plan = plan;
    const { apis, priceClass, transform } = plan;
    const { pathPattern: _, ...otherwise } = apiBehavior(apis[0], "*");
    const distribution = childrenOf(apiFrontChildren, this, name, transform)(
      "distribution",
      undefined,
      {
        enabled: true,
        comment: `${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
        httpVersion: "http2and3",
        isIpv6Enabled: true,
        priceClass,
        origins: apis.map(apiOrigin),
        // Of no API: the gateway refuses a stage that is not there (403).
        defaultCacheBehavior: otherwise,
        orderedCacheBehaviors: apis.flatMap((api) =>
          [`/${api.plan.stage}`, `/${api.plan.stage}/*`].map((path) => apiBehavior(api, path)),
        ),
        customErrorResponses: UNCACHED_ERRORS,
        restrictions: { geoRestriction: { restrictionType: "none", locations: [] } },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
      },
      // What an API lets in is there before it is sent.
      { dependsOn: apis.map((api) => api.nodes.stage) },
    );
    this.nodes = { distribution };
    this.url = pulumi.interpolate`https://${distribution.domainName}`;
    this.registerOutputs({ url: this.url });
  }
}
