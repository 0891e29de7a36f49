import type { DomainName } from "@pulumi/aws/apigateway";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { argsPath } from "../../core/args/check-args";
import { adopting } from "../../core/component/adopting";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { RestApi } from "../../logic/rest-api/rest-api";
import { childLabel } from "../domain/names";
import type { AdoptedApiDomain, AdoptingApiDomainArgs, ApiDomainArgs } from "./args";
import { type ApiDomainNodes, apiDomainChildren, type MakeApiDomainChild } from "./children";
import { type ApiDomainPlan, checkPath, planApiDomain } from "./plan";

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
  /** What was asked for, checked. */
  readonly plan: ApiDomainPlan;
  private readonly make: MakeApiDomainChild;
  private readonly domainNames: Readonly<Record<string, DomainName>>;
  private readonly mappings: Record<string, ApiDomainNodes["mappings"][string]> = {};
  private readonly mapped: Record<string, pulumi.Output<string>> = {};

  constructor(
    name: string,
    args: ApiDomainArgs | AdoptingApiDomainArgs | ApiDomainPlan,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planApiDomain(name, args);
    super(componentType("ApiDomain"), name, {}, opts);
    this.plan = plan;
    this.make = childrenOf(apiDomainChildren, this, name, plan.transform);
    if (plan.mutualTls !== undefined)
      pulumi.log.warn(
        `${name}: the APIs' own addresses ask for no certificate; close them with transform: { api: { disableExecuteApiEndpoint: true } } of each RestApi`,
        this,
      );
    this.domainNames = createNames(this.make, plan);
    for (const [path, api] of Object.entries(plan.apis)) this.map(path, api);
    plan.domain?.leadTo((name) => {
      // Made for each name.
      const { regionalDomainName: domainName, regionalZoneId: zoneId } = this.domainNames[name] as DomainName;
      return { domainName, zoneId };
    });
    this.registerOutputs({ urls: this.urls });
  }

  /**
   * One that another stack made, for APIs of this one: a mapping for each, and nothing of the names themselves.
   *
   * @example
   * ApiDomain.adopt("api", { names: ["api.example.com"] }).map("payments", payments);
   */
  static adopt(name: string, adopted: AdoptedApiDomain, opts?: pulumi.ComponentResourceOptions): ApiDomain {
    return adopting(name, () => new ApiDomain(name, { adopted }, opts));
  }

  /** Bases of URLs by path, without a slash at their ends: `urls.shop` is `https://api.example.com/shop`. */
  get urls(): Readonly<Record<string, pulumi.Output<string>>> {
    return this.mapped;
  }

  /** Names are absent where another stack made them. */
  get nodes(): ApiDomainNodes {
    return { domainNames: this.domainNames, mappings: this.mappings };
  }

  /** What `ApiDomain.adopt` takes in another stack. */
  get shared(): AdoptedApiDomain {
    const { names, securityPolicy } = this.plan;
    return { names, securityPolicy: securityPolicy as AdoptedApiDomain["securityPolicy"] }; // checked
  }

  /**
   * Leads a path to one more API.
   *
   * @returns the base of its URLs, once it is there
   * @throws {ArgsError} for a path that API Gateway refuses, and for one that leads to another API.
   */
  map(path: string, api: RestApi): pulumi.Output<string> {
    const { name, names, securityPolicy } = this.plan;
    const at = argsPath(["apis", path]);
    checkPath(name, at, path, securityPolicy);
    if (this.mapped[path]) throw new ArgsError(name, at, "must be mapped once: it leads to an API already");
    const made = names.map((host) => {
      const mapping = this.make("mappings", [childLabel(host), ...path.split("/").filter(Boolean)].join("-"), {
        domainName: this.domainNames[host]?.id ?? host,
        apiId: api.nodes.api.id,
        stage: api.nodes.stage.stageName,
        ...(path !== "" && { apiMappingKey: path }),
      });
      this.mappings[`${host}/${path}`] = mapping;
      return mapping;
    });
    const url = pulumi.all(made.map(({ id }) => id)).apply(() => `https://${names[0]}${path && `/${path}`}`);
    this.mapped[path] = url;
    return url;
  }
}

/** None of those that another stack made. */
const createNames = (make: MakeApiDomainChild, plan: ApiDomainPlan): ApiDomainNodes["domainNames"] => {
  const { domain, securityPolicy, mutualTls, tags } = plan;
  if (domain === undefined) return {};
  const made = domain.names.map((host) => {
    const domainName = make("domainNames", childLabel(host), {
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
    return [host, domainName] as const;
  });
  return Object.fromEntries(made);
};
