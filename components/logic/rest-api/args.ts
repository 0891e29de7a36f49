import type * as apigateway from "@pulumi/aws/apigateway";
import type * as cloudwatch from "@pulumi/aws/cloudwatch";
import type * as iam from "@pulumi/aws/iam";
import type * as lambda from "@pulumi/aws/lambda";
import { ArgsError } from "../../core/args-error";
import { component, duration, flag, object, type Shape, text } from "../../core/args-shape";
import { checkArgs } from "../../core/check-args";
import type { Duration } from "../../core/duration";
import { type Transform, transform } from "../../core/transform";
import { AccountLogRole } from "../../operations/account-log-role";
import { retentionDays } from "../log-retention";
import { bodyModels, openApiDocument } from "./openapi";
import { lintOpenApi } from "./openapi-lint";
import { type ParsedRoute, parseRoutes, type RouteKey, type Routes, routesShape } from "./route";
import type { Integration } from "../../core/target";
import { checkThrottle, type Throttle, throttleShape } from "./throttle";

export interface RestApiArgs {
  /** What the API answers, `{ "GET /orders/{orderId}": { to: getOrder, auth: "none" } }`; at least one. */
  readonly routes: Routes;
  /** The first segment of every URL; 1 to 128 letters, digits, hyphens and underscores. @default "v1" */
  readonly stage?: string;
  /** Bounds each method that names no throttle of its own. @default what the account allows */
  readonly throttle?: Throttle;
  /**
   * The account-wide role with which API Gateway writes logs. Without one, as with `role: "none"`, the stage has no
   * access log and no execution log.
   *
   * @default none
   */
  readonly logRole?: AccountLogRole;
  /** How long logs are kept; one of CloudWatch's steps. @default "30 days" */
  readonly retention?: Duration;
  /** Traces requests with X-Ray. @default true */
  readonly tracing?: boolean;
  /** Metrics of each method and not only of the stage (billed as custom metrics). @default false */
  readonly detailedMetrics?: boolean;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: RestApiTransform;
}

export interface RestApiTransform {
  readonly api?: Transform<apigateway.RestApiArgs>;
  readonly deployment?: Transform<apigateway.DeploymentArgs>;
  readonly stage?: Transform<apigateway.StageArgs>;
  /** Of the stage's methods and of those with a throttle of their own alike. */
  readonly methodSettings?: Transform<apigateway.MethodSettingsArgs>;
  readonly accessLogs?: Transform<cloudwatch.LogGroupArgs>;
  readonly executionLogs?: Transform<cloudwatch.LogGroupArgs>;
  readonly permission?: Transform<lambda.PermissionArgs>;
  readonly role?: Transform<iam.RoleArgs>;
  readonly rolePolicy?: Transform<iam.RolePolicyArgs>;
}

/** The shape of an API's arguments but for its routes, to which AsyncApi adds one. */
export const restApiShape: Shape<Omit<RestApiArgs, "routes">> = {
  stage: text('the first segment of every URL, such as "v1"').optional(),
  throttle: throttleShape.optional(),
  logRole: component(() => AccountLogRole, "an AccountLogRole").optional(),
  retention: duration.optional(),
  tracing: flag.optional(),
  detailedMetrics: flag.optional(),
  transform: object<RestApiTransform>({
    api: transform,
    deployment: transform,
    stage: transform,
    methodSettings: transform,
    accessLogs: transform,
    executionLogs: transform,
    permission: transform,
    role: transform,
    rolePolicy: transform,
  }).optional(),
};

const restApiArgs = object<RestApiArgs>({ routes: routesShape, ...restApiShape });

/** Checked and in the units of AWS. */
export interface RestApiSettings {
  readonly routes: readonly ParsedRoute[];
  readonly stage: string;
  readonly throttle: Throttle | undefined;
  /** What the stage's logs depend on; absent without logs. */
  readonly logRole: AccountLogRole | undefined;
  readonly retentionDays: number;
  readonly tracing: boolean;
  readonly detailedMetrics: boolean;
}

/** @throws {ArgsError} for what API Gateway would refuse. */
export const resolveRestApiSettings = (name: string, args: RestApiArgs): RestApiSettings => {
  checkArgs(name, args, restApiArgs);
  const { stage = "v1", throttle, logRole, retention = "30 days", tracing = true } = args;
  if (!/^[A-Za-z0-9_-]{1,128}$/.test(stage))
    throw new ArgsError(name, "stage", `must be 1 to 128 letters, digits, hyphens and underscores (it is "${stage}")`);
  if (throttle !== undefined) checkThrottle(name, "throttle", throttle);
  const routes = parseRoutes(name, args.routes);
  checkDocument(name, routes);
  return {
    routes,
    stage,
    throttle,
    logRole: logRole?.enabled ? logRole : undefined,
    retentionDays: retentionDays(name, "retention", retention),
    tracing,
    detailedMetrics: args.detailedMetrics ?? false,
  };
};

const PLACEHOLDER: Integration = { extension: { type: "mock" }, methodResponses: {} };

/** All that can be told of the document before the ARNs in it are known. */
const checkDocument = (name: string, routes: readonly ParsedRoute[]): void => {
  for (const route of routes) {
    try {
      bodyModels(route);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new ArgsError(name, `routes[${JSON.stringify(route.key)}].body`, `must be a schema of JSON (${reason})`);
    }
  }
  const integrations: Partial<Record<RouteKey, Integration>> = {};
  for (const { key } of routes) integrations[key] = PLACEHOLDER;
  const refused = lintOpenApi(openApiDocument({ title: name, routes, integrations })).find(
    ({ effect }) => effect === "refused",
  );
  if (refused !== undefined) throw new ArgsError(name, `document ${refused.path}`, refused.rule);
};
