import * as apigateway from "@pulumi/aws/apigateway";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as pulumi from "@pulumi/pulumi";
import { isAuthorizer, type SecurityScheme } from "../../core/authorizer";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { transformed } from "../../core/component/transform";
import { policyJson } from "../../core/rights/policy-document";
import type { Integration } from "../../core/target";
import { type Watched, type Widget, watchedOf } from "../../core/widget";
import type { RestApiArgs } from "./args";
import { uncachedWhereUnchecked } from "./callers";
import { type MakeRestApiChild, type RestApiNodes, restApiChildren } from "./children";
import { deployedHash } from "./deployment";
import { openApiDocument } from "./document/openapi";
import { checkedHeaders } from "./document/security";
import { endpointConfiguration } from "./endpoint";
import { type FromOpenApiArgs, planFromOpenApi } from "./from-openapi/plan-openapi";
import { createGatewayRole } from "./gateway-role";
import { createAlarms } from "./monitoring/alarms";
import { restApiWidgets } from "./monitoring/widgets";
import { createPermissions } from "./permissions";
import { planRestApi, type RestApiPlan } from "./plan";
import { policyStatements } from "./resource-policy";
import type { RouteKey } from "./route-key";
import { createSiteSecrets, type SiteHeader, siteHeader, siteStatements } from "./sites-only";
import { createStage } from "./stage";

/**
 * A REST API from a table of routes.
 *
 * The table becomes one OpenAPI document; API, deployment and stage are made of it, and no resource per route. Creates
 * the log groups of the stage, the role with which the gateway calls what needs one, and one permission per function.
 *
 * @throws {ArgsError} for routes that API Gateway would refuse, before anything is registered.
 * @example
 * const api = new RestApi("orders", {
 *   routes: { "GET /orders/{orderId}": { to: getOrder, auth: "none" }, "POST /orders": { to: queue.send(), auth: "none", body: Order } },
 *   logRole: new AccountLogRole("api-log-role", { role: "existing" }),
 * });
 * export const ordersUrl = api.url;
 */
export class RestApi extends pulumi.ComponentResource implements Watched {
  /** Base of all URLs, without a slash at its end: `${url}/orders`. */
  readonly url: pulumi.Output<string>;
  /** `….execute-api.eu-west-1.amazonaws.com`, known before there is a stage. */
  readonly host: pulumi.Output<string>;
  /** The OpenAPI document, as JSON. */
  readonly document: pulumi.Output<string>;
  /** What a distribution has to send to be let in, a secret; absent without `sitesOnly`. */
  readonly siteHeader: SiteHeader | undefined;
  readonly plan: RestApiPlan;
  readonly nodes: RestApiNodes;

  /**
   * An API whose routes a document says that somebody else wrote, of OpenAPI 3.0 or 3.1, or Swagger 2: paths, parameters,
   * models of bodies and answers, and who may call, by its security schemes. Where requests go is bound to it by
   * operationId. What API Gateway does not take over, it warns of.
   *
   * @throws {ArgsError} for operations without an operationId or a target, targets of no operation, security schemes that
   * nothing stands for, and what API Gateway refuses.
   * @example
   * RestApi.fromOpenApi("pets", JSON.parse(readFileSync("pets.json", "utf8")), {
   *   bind: { listPets, addPet: { to: queue.send(), auth: "iam" } },
   *   authorizers: { petstore_auth: users.authorizer({ token: "access" }) },
   * });
   */
  static fromOpenApi(
    name: string,
    document: object,
    args: FromOpenApiArgs,
    opts: pulumi.ComponentResourceOptions = {},
  ): RestApi {
    return new RestApi(name, planFromOpenApi(name, document, args), opts);
  }

  constructor(name: string, args: RestApiArgs | RestApiPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const asked = planRestApi(name, args);
    const plan = { ...asked, routes: uncachedWhereUnchecked(asked.routes) };
    super(componentType("RestApi"), name, {}, opts);
    this.plan = plan;
    if (plan.logRole === undefined)
      pulumi.log.warn(
        `${name}: the API writes no logs; hand in a logRole, new AccountLogRole("api-log-role", { role: "create" }), or one with role "existing"`,
        this,
      );
    for (const dropped of plan.dropped) pulumi.log.warn(`${name}: ${dropped}`, this);
    for (const unbounded of plan.unreserved)
      pulumi.log.warn(
        `${name}: only throttles hold function ${unbounded} back, and they let more through for a moment: nothing is reserved for it`,
        this,
      );
    const make = childrenOf(restApiChildren, this, name, plan.transform);
    const role = createGatewayRole(make, plan);
    this.document = createDocument(this, plan, role.role?.arn);
    const siteSecrets = createSiteSecrets(make, plan);
    const { api, deployment } = createApi(this, make, plan, {
      body: this.document,
      ...policyOf(this, plan, siteSecrets),
    });
    const permissions = createPermissions(make, plan, api);
    const parts = { ...role, siteSecrets, api, deployment, permissions };
    this.nodes = { ...parts, ...createStage(make, plan, parts), ...createAlarms(make, plan, parts) };
    this.siteHeader = siteHeader(plan, siteSecrets);
    this.host = hostOf(this, api.id);
    this.url = this.nodes.stage.invokeUrl;
    this.registerOutputs({ url: this.url });
  }

  widgets(): Widget[] {
    return restApiWidgets(this);
  }

  /** What its routes lead to. */
  behind(): Watched[] {
    return watchedOf(this.plan.routes.map(({ to }) => to));
  }
}

/** Not by the URL of the stage, whose variables may name a site that has to know this first. */
const hostOf = (parent: pulumi.Resource, id: pulumi.Output<string>): pulumi.Output<string> => {
  const { region } = getRegionOutput({}, { parent });
  const { dnsSuffix } = getPartitionOutput({}, { parent });
  return pulumi.interpolate`${id}.execute-api.${region}.${dnsSuffix}`;
};

const createDocument = (
  parent: pulumi.Resource,
  { info, routes, cors }: RestApiPlan,
  roleArn: pulumi.Output<string> | undefined,
): pulumi.Output<string> => {
  const { region } = getRegionOutput({}, { parent });
  const { partition } = getPartitionOutput({}, { parent });
  const authorizers: Record<string, pulumi.Output<SecurityScheme>> = {};
  for (const { auth } of routes) if (isAuthorizer(auth)) authorizers[auth.name] = auth.scheme({ region, partition });
  const integrations: Partial<Record<RouteKey, pulumi.Output<Integration>>> = {};
  for (const route of routes) {
    const { key, method, path, to, responds } = route;
    const credentials = to.grants.length > 0 ? roleArn : undefined;
    const checked = pulumi.output(authorizers).apply((schemes) => checkedHeaders(route, schemes));
    const streams = responds === "streamed";
    integrations[key] = to.integrate({ method, path, credentials, region, partition, checked, streams });
  }
  return pulumi
    .output({ integrations, authorizers })
    .apply((known) => JSON.stringify(openApiDocument({ info, routes, ...known, cors })));
};

const policyOf = (
  parent: pulumi.Resource,
  { policy }: RestApiPlan,
  siteSecrets: RestApiNodes["siteSecrets"],
): Pick<apigateway.RestApiArgs, "policy"> => {
  const statements = [
    ...siteStatements(siteSecrets),
    ...(policy ? policyStatements(policy, getPartitionOutput({}, { parent }).partition) : []),
  ];
  return statements.length > 0 ? { policy: policyJson(statements) } : {};
};

const createApi = (
  parent: pulumi.Resource,
  make: MakeRestApiChild,
  { name, endpoint, policy, transform }: RestApiPlan,
  definition: Pick<apigateway.RestApiArgs, "body" | "policy">,
): Pick<RestApiNodes, "api" | "deployment"> => {
  // Not by `make`: the deployment follows from what the hatch made of the arguments.
  const [args, opts] = transformed<apigateway.RestApiArgs>(
    { ...definition, endpointConfiguration: endpointConfiguration(endpoint, policy) },
    { parent },
    transform?.api,
  );
  const api = new apigateway.RestApi(name, args, opts);
  const triggers = { document: deployedHash(args) };
  return { api, deployment: make("deployment", "deployment", { restApi: api.id, triggers }) };
};
