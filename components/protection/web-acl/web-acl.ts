import type * as wafv2 from "@pulumi/aws/wafv2";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { WebAclArgs } from "./args";
import { type MakeWebAclChild, type WebAclNodes, webAclChildren } from "./children";
import { createLogs } from "./logs";
import { planWebAcl, type WebAclPlan } from "./plan";
import { createRules, visibility } from "./rules";

/**
 * A web ACL of AWS WAF before APIs, or before distributions: what AWS knows to be bad, more requests from one address than a
 * person sends, and rules of one's own. Billed by the web ACL, by the rule and by the request
 * (https://aws.amazon.com/waf/pricing/).
 *
 * @throws {ArgsError} for values that WAF would refuse, before anything is registered.
 * @example
 * const api = new RestApi("shop", { … });
 * new WebAcl("shop", { protects: [api], rate: { requests: 500 } });
 * const edge = new WebAcl("edge", { scope: "cloudfront" });
 * new StaticSite("shop", { folder: "dist", webAcl: edge });
 */
export class WebAcl extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: WebAclPlan;
  readonly nodes: WebAclNodes;

  constructor(name: string, args: WebAclArgs | WebAclPlan = {}, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planWebAcl(name, args);
    super(componentType("WebAcl"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(childrenOf(webAclChildren, this, name, plan.transform), plan);
    this.arn = this.nodes.webAcl.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

const createNodes = (make: MakeWebAclChild, plan: WebAclPlan): WebAclNodes => {
  const { scope, region, tags, name, protects } = plan;
  const { rules, ipSets } = createRules(make, plan);
  const webAcl = make("webAcl", undefined, {
    scope,
    defaultAction: { allow: {} },
    // Held by the tests: the SDK's types of statements end before WAF's do.
    rules: rules as unknown as wafv2.WebAclArgs["rules"],
    visibilityConfig: visibility(name),
    ...(region && { region }),
    ...(Object.keys(tags).length > 0 && { tags }),
  });
  const associations = Object.fromEntries(
    protects.map(({ plan: api, nodes }) => [
      api.name,
      make("associations", api.name, { resourceArn: nodes.stage.arn, webAclArn: webAcl.arn }),
    ]),
  );
  return { webAcl, ipSets, associations, ...createLogs(make, plan, webAcl) };
};
