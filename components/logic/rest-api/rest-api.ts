import { createHash } from "node:crypto";
import * as apigateway from "@pulumi/aws/apigateway";
import { getPartitionOutput } from "@pulumi/aws/getPartition";
import { getRegionOutput } from "@pulumi/aws/getRegion";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { childName, componentType } from "../../core/naming";
import { transformed } from "../../core/transform";
import { createGatewayRole, type GatewayRoleNodes } from "./gateway-role";
import { openApiDocument } from "./openapi";
import { type RestApiArgs, type RestApiSettings, type RestApiTransform, resolveRestApiSettings } from "./rest-api-args";
import { createStage, type StageNodes } from "./rest-api-stage";
import type { ParsedRoute, RouteKey } from "./route";
import type { Integration } from "../../core/target";

/**
 * A regional REST API from a table of routes.
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
export class RestApi extends pulumi.ComponentResource {
  /** Base of all URLs, without a slash at its end: `${url}/orders`. */
  readonly url: pulumi.Output<string>;
  /** The OpenAPI document, as JSON. */
  readonly document: pulumi.Output<string>;
  readonly settings: RestApiSettings;
  readonly nodes: RestApiNodes;

  constructor(name: string, args: RestApiArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const settings = resolveRestApiSettings(name, args);
    super(componentType("RestApi"), name, {}, opts);
    this.settings = settings;
    const transform = args.transform ?? {};
    const role = createGatewayRole(this, name, settings.routes, transform);
    this.document = createDocument(this, name, settings.routes, role.role?.arn);
    const { api, deployment } = createApi(this, name, this.document, transform);
    const permissions = createPermissions(this, name, settings, api, transform);
    const stage = createStage(this, name, settings, { api, deployment, role, permissions }, transform);
    this.nodes = { api, deployment, permissions, ...role, ...stage };
    this.url = stage.stage.invokeUrl;
    this.registerOutputs({ url: this.url });
  }
}

export interface RestApiNodes extends GatewayRoleNodes, StageNodes {
  readonly api: apigateway.RestApi;
  readonly deployment: apigateway.Deployment;
  /** By the key of the function. */
  readonly permissions: Readonly<Record<string, lambda.Permission>>;
}

const createDocument = (
  parent: pulumi.Resource,
  title: string,
  routes: readonly ParsedRoute[],
  roleArn: pulumi.Output<string> | undefined,
): pulumi.Output<string> => {
  const { region } = getRegionOutput({}, { parent });
  const { partition } = getPartitionOutput({}, { parent });
  const integrations: Partial<Record<RouteKey, pulumi.Output<Integration>>> = {};
  for (const { key, method, path, route } of routes) {
    const credentials = route.to.grants.length > 0 ? roleArn : undefined;
    integrations[key] = route.to.integrate({ method, path, credentials, region, partition });
  }
  return pulumi
    .output(integrations)
    .apply((known) => JSON.stringify(openApiDocument({ title, routes, integrations: known })));
};

const createApi = (
  parent: pulumi.Resource,
  name: string,
  document: pulumi.Output<string>,
  transform: RestApiTransform,
): Pick<RestApiNodes, "api" | "deployment"> => {
  const [args, opts] = transformed<apigateway.RestApiArgs>(
    { body: document, endpointConfiguration: { types: "REGIONAL" } },
    { parent },
    transform.api,
  );
  const api = new apigateway.RestApi(name, args, opts);
  const deployment = new apigateway.Deployment(
    childName(name, "deployment"),
    ...transformed<apigateway.DeploymentArgs>(
      { restApi: api.id, triggers: { document: deployedHash(args) } },
      { parent },
      transform.deployment,
    ),
  );
  return { api, deployment };
};

/** A deployment is a copy of the API as it was: whatever a caller can notice has to make a new one, and nothing else. */
const deployedHash = ({ body, policy, binaryMediaTypes }: apigateway.RestApiArgs): pulumi.Output<string> =>
  pulumi
    .jsonStringify({ body, policy, binaryMediaTypes })
    .apply((deployed) => createHash("sha256").update(deployed).digest("hex"));

/** One for all routes of a function: the policy of a function is bounded (20 KB). */
const createPermissions = (
  parent: pulumi.Resource,
  name: string,
  { routes, stage }: RestApiSettings,
  api: apigateway.RestApi,
  transform: RestApiTransform,
): RestApiNodes["permissions"] => {
  const functions = new Map(
    routes.flatMap(({ route }) => (route.to.invokes ? [[route.to.invokes.key, route.to.invokes] as const] : [])),
  );
  const permissions = [...functions.values()].map(({ key, functionName, qualifier }) => [
    key,
    new lambda.Permission(
      childName(name, `invoke-${key}`),
      ...transformed<lambda.PermissionArgs>(
        {
          action: "lambda:InvokeFunction",
          function: functionName,
          ...(qualifier === undefined ? {} : { qualifier }),
          principal: "apigateway.amazonaws.com",
          sourceArn: pulumi.interpolate`${api.executionArn}/${stage}/*`,
        },
        { parent },
        transform.permission,
      ),
    ),
  ]);
  return Object.fromEntries(permissions);
};
