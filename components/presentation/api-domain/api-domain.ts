import type { DomainName } from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { childLabel } from "../domain/names";
import type { ApiDomainArgs } from "./args";
import { type ApiDomainNodes, apiDomainChildren, type MakeApiDomainChild } from "./children";
import { type ApiDomainPlan, planApiDomain } from "./plan";

/**
 * APIs under a name of one's own, several of them by path, regional, by TLS 1.2 and newer. What an edge-optimized name could
 * not have (paths of several segments, mutual TLS) these have; a `StaticSite` has its API on its own origin and needs none.
 *
 * @throws {ArgsError} for paths that API Gateway refuses, before anything is registered.
 * @example
 * const domain = new Domain("api", { name: "api.example.com", for: "api", zoneId });
 * new ApiDomain("api", { domain, apis: { shop: shop, "tickets/v2": tickets } });
 */
export class ApiDomain extends pulumi.ComponentResource {
  /** Bases of URLs by path, without a slash at their ends: `urls.shop` is `https://api.example.com/shop`. */
  readonly urls: Readonly<Record<string, pulumi.Output<string>>>;
  /** What was asked for, checked. */
  readonly plan: ApiDomainPlan;
  readonly nodes: ApiDomainNodes;

  constructor(name: string, args: ApiDomainArgs | ApiDomainPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planApiDomain(name, args);
    super(componentType("ApiDomain"), name, {}, opts);
    this.plan = plan;
    if (plan.mutualTls !== undefined)
      pulumi.log.warn(
        `${name}: the APIs' own addresses ask for no certificate; close them with transform: { api: { disableExecuteApiEndpoint: true } } of each RestApi`,
        this,
      );
    this.nodes = createNodes(childrenOf(apiDomainChildren, this, name, plan.transform), plan);
    const [host = ""] = plan.domain.names;
    const mapped = (path: string) => this.nodes.mappings[`${host}/${path}`]?.id ?? pulumi.output("");
    this.urls = Object.fromEntries(
      // Once it is there.
      Object.keys(plan.apis).map((path) => [path, mapped(path).apply(() => `https://${host}${path && `/${path}`}`)]),
    );
    plan.domain.leadTo((name) => {
      // Made for each name.
      const { regionalDomainName: domainName, regionalZoneId: zoneId } = this.nodes.domainNames[name] as DomainName;
      return { domainName, zoneId };
    });
    this.registerOutputs({ urls: this.urls });
  }
}

const createNodes = (make: MakeApiDomainChild, plan: ApiDomainPlan): ApiDomainNodes => {
  const { domain, apis, securityPolicy, mutualTls, tags } = plan;
  const domainNames = Object.fromEntries(
    domain.names.map((host) => {
      const made = make("domainNames", childLabel(host), {
        domainName: host,
        regionalCertificateArn: domain.certificateArn,
        endpointConfiguration: { types: "REGIONAL", ipAddressType: "dualstack" },
        securityPolicy,
        ...(securityPolicy !== "TLS_1_2" && { endpointAccessMode: "BASIC" }),
        ...(mutualTls && {
          mutualTlsAuthentication: {
            truststoreUri: mutualTls.truststore,
            ...(mutualTls.version !== undefined && { truststoreVersion: mutualTls.version }),
          },
        }),
        ...(Object.keys(tags).length > 0 && { tags }),
      });
      return [host, made] as const;
    }),
  );
  const mappings = Object.entries(domainNames).flatMap(([host, made]) =>
    Object.entries(apis).map(([path, { nodes }]) => {
      const role = [childLabel(host), ...path.split("/").filter(Boolean)].join("-");
      const mapping = make("mappings", role, {
        domainName: made.id,
        apiId: nodes.api.id,
        stage: nodes.stage.stageName,
        ...(path !== "" && { apiMappingKey: path }),
      });
      return [`${host}/${path}`, mapping] as const;
    }),
  );
  return { domainNames, mappings: Object.fromEntries(mappings) };
};
