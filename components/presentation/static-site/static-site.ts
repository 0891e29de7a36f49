import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { Watched, Widget } from "../../core/widget";
import { Domain } from "../domain/domain";
import { createAccessLogs } from "./access-logs";
import { createAlarms } from "./alarms";
import type { StaticSiteArgs } from "./args";
import { createBucket, createBucketPolicy } from "./bucket";
import { type MakeStaticSiteChild, type StaticSiteNodes, staticSiteChildren } from "./children";
import { createDistribution, siteUrl } from "./distribution";
import { planStaticSite, type StaticSitePlan } from "./plan";
import { createPublication } from "./publication";
import { staticSiteWidgets } from "./widgets";

/**
 * A built site in a private bucket behind CloudFront, and APIs of the stack on the same origin.
 *
 * Each file is an object of the stack: what has not changed is not touched. Pages come last, and files that pages of
 * the deployment before may still ask for stay a while. The distribution is told to forget what has changed.
 *
 * @throws {ArgsError} for a folder that is not built, and for what S3 and CloudFront would refuse, before anything is
 * registered.
 * @example
 * const api = new RestApi("shop", { stage: "api", sitesOnly: true, routes: { "GET /shows": { to: listShows, auth: "none" } } });
 * const shop = new StaticSite("shop", { folder: "sites/shop/dist", api, config: { apiUrl: "/api" } });
 * export const shopUrl = shop.url;
 */
export class StaticSite extends pulumi.ComponentResource implements Watched {
  /** Without a slash at its end. */
  readonly url: pulumi.Output<string>;
  readonly plan: StaticSitePlan;
  readonly nodes: StaticSiteNodes;

  constructor(name: string, args: StaticSiteArgs | StaticSitePlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planStaticSite(name, args);
    super(componentType("StaticSite"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(childrenOf(staticSiteChildren, this, name, plan.transform), this, plan);
    const { distribution } = this.nodes;
    if (plan.domain instanceof Domain)
      plan.domain.leadTo(() => ({ domainName: distribution.domainName, zoneId: distribution.hostedZoneId }));
    this.url = siteUrl(plan, distribution);
    this.registerOutputs({ url: this.url });
  }

  widgets(): Widget[] {
    return staticSiteWidgets(this);
  }

  /** The APIs on its origin. */
  behind(): Watched[] {
    return [...this.plan.apis];
  }
}

const createNodes = (make: MakeStaticSiteChild, parent: pulumi.Resource, plan: StaticSitePlan): StaticSiteNodes => {
  const store = createBucket(make, plan);
  const edge = { ...store, ...createDistribution(make, plan, store.bucket) };
  const served = { ...edge, ...createBucketPolicy(make, edge) };
  return {
    ...served,
    ...createPublication(make, plan, served, parent),
    ...createAccessLogs(make, plan, served),
    ...createAlarms(make, plan, served),
  };
};
