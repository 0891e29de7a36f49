import { LogGroup } from "@pulumi/aws/cloudwatch";
import { Role, RolePolicy } from "@pulumi/aws/iam";
import * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { childName, componentType } from "../core/naming";
import { policyDocument, trustPolicy } from "../core/policy-document";
import { takeName } from "../core/taken-names";
import { transformed } from "../core/transform";
import type { Placement } from "../network/placement";
import type { Integration, InvokedFunction, RouteContext, Target } from "../core/target";
import { certificatesOf } from "./function-environment";
import { logGrant, networkGrants, TRACE_GRANT } from "./function-grants";
import { functionIntegration } from "./function-integration";
import { functionPackage } from "./function-package";
import type { LambdaFunctionArgs, LambdaFunctionTransform } from "./lambda-args";
import { type LambdaSettings, resolveLambdaSettings } from "./lambda-settings";

export type { LambdaFunctionArgs, LambdaFunctionTransform } from "./lambda-args";

/**
 * A function made of a handler file, with a role, a log group, a version and an alias of its own.
 *
 * It may do what its links say and nothing else. Callers use the alias, which moves to a new version only once what
 * the links depend on (a migration, say) is done.
 *
 * @throws {ArgsError} for wrong arguments, a missing entry file, one that does not bundle or exports no `handler`, before anything is registered.
 * @example
 * const getOrder = new LambdaFunction("get-order", {
 *   entry: "handlers/orders/get-order.handler.ts",
 *   links: { store: database.reader() },
 * });
 */
export class LambdaFunction extends pulumi.ComponentResource implements Target {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** ARN of the alias `live`, which is what callers invoke. */
  readonly aliasArn: pulumi.Output<string>;
  readonly role: Role;
  /** What was asked for, checked; event sources are measured against it. */
  readonly settings: LambdaSettings;
  readonly nodes: LambdaFunctionNodes;
  readonly description: string;
  /** None: the gateway is permitted by the function's own policy. */
  readonly grants = [];
  readonly invokes: InvokedFunction;

  constructor(name: string, args: LambdaFunctionArgs, opts: pulumi.ComponentResourceOptions = {}) {
    const settings = resolveLambdaSettings(name, args);
    takeName("function", name, args.entry);
    super(componentType("LambdaFunction"), name, {}, opts);
    this.settings = settings;
    this.description = `function ${name}`;
    const make: Make = { parent: this, name, settings, transform: args.transform ?? {} };
    const placement = place(make);
    const logGroup = createLogGroup(make);
    const role = createRole(make);
    const policy = createPolicy(make, role, logGroup, placement);
    const fn = createFunction(make, { role, policy, logGroup, placement, description: args.description });
    const alias = createAlias(make, fn, placement);
    this.nodes = { function: fn, alias, role, policy, logGroup };
    this.role = role;
    this.name = fn.name;
    this.arn = fn.arn;
    this.aliasArn = alias.arn;
    this.invokes = { key: name, functionName: fn.name, qualifier: alias.name };
    this.registerOutputs({ name: this.name, arn: this.arn, aliasArn: this.aliasArn });
  }

  integrate(route: RouteContext): pulumi.Output<Integration> {
    return functionIntegration(this.aliasArn, route);
  }
}

export interface LambdaFunctionNodes {
  readonly function: lambda.Function;
  readonly alias: lambda.Alias;
  readonly role: Role;
  readonly policy: RolePolicy;
  readonly logGroup: LogGroup;
}

interface Make {
  readonly parent: pulumi.Resource;
  readonly name: string;
  readonly settings: LambdaSettings;
  readonly transform: LambdaFunctionTransform;
}

const place = ({ parent, name, settings: { links, network } }: Make): Placement | undefined => {
  const all = Object.values(links);
  const targets = all.flatMap(({ reaches }) => (reaches === undefined ? [] : [reaches]));
  const services = all.flatMap(({ service }) => (service === undefined ? [] : [service]));
  return network?.place(name, [...new Set(targets)], [...new Set(services)].sort(), parent);
};

/** Named for whoever looks for it; by project and stack, so that stacks can share an account. */
const createLogGroup = ({ parent, name, settings, transform }: Make): LogGroup =>
  new LogGroup(
    childName(name, "logs"),
    ...transformed(
      {
        name: `/aws/lambda/${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
        // Zero is CloudWatch's word for ever.
        retentionInDays: settings.retentionDays ?? 0,
      },
      { parent },
      transform.logGroup,
    ),
  );

const createRole = ({ parent, name, transform }: Make): Role =>
  new Role(
    childName(name, "role"),
    ...transformed({ assumeRolePolicy: trustPolicy("lambda.amazonaws.com") }, { parent }, transform.role),
  );

const createPolicy = (
  { parent, name, settings: { links, tracing }, transform }: Make,
  role: Role,
  logGroup: LogGroup,
  placement: Placement | undefined,
): RolePolicy => {
  const grants = [
    logGrant(logGroup),
    ...(tracing ? [TRACE_GRANT] : []),
    ...(placement ? networkGrants(logGroup, placement) : []),
    ...Object.values(links).flatMap((link) => link.grants),
  ];
  return new RolePolicy(
    childName(name, "policy"),
    ...transformed({ role: role.name, policy: policyDocument(grants) }, { parent }, transform.policy),
  );
};

interface FunctionParts {
  readonly role: Role;
  readonly policy: RolePolicy;
  readonly logGroup: LogGroup;
  readonly placement: Placement | undefined;
  readonly description: string | undefined;
}

const createFunction = ({ parent, name, settings, transform }: Make, parts: FunctionParts): lambda.Function => {
  const { role, policy, logGroup, placement, description } = parts;
  const variables = settings.environment;
  const args: lambda.FunctionArgs = {
    code: functionPackage(settings.bundle, settings.files, certificatesOf(settings.links)),
    handler: "index.handler",
    runtime: settings.runtime,
    architectures: [settings.architecture],
    timeout: settings.timeoutSeconds,
    memorySize: settings.memoryMb,
    role: role.arn,
    publish: true,
    // Text: handlers write JSON lines themselves, which Lambda's own JSON format would wrap a second time.
    loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
    tracingConfig: { mode: settings.tracing ? "Active" : "PassThrough" },
    ...(Object.keys(variables).length > 0 ? { environment: { variables } } : {}),
    ...(placement
      ? { vpcConfig: { subnetIds: placement.subnetIds, securityGroupIds: placement.securityGroupIds } }
      : {}),
    ...(settings.reservedConcurrency === undefined
      ? {}
      : { reservedConcurrentExecutions: settings.reservedConcurrency }),
    ...(description === undefined ? {} : { description }),
  };
  // In a network, Lambda refuses a function whose role may not make network interfaces yet; and on destroy it needs
  // those rights until they are gone.
  return new lambda.Function(name, ...transformed(args, { parent, dependsOn: [policy] }, transform.function));
};

const createAlias = ({ parent, name, settings, transform }: Make, fn: lambda.Function, placement?: Placement) => {
  const ready = Object.values(settings.links).flatMap(({ dependsOn = [] }) => dependsOn);
  return new lambda.Alias(
    childName(name, "live"),
    ...transformed(
      { name: "live", functionName: fn.name, functionVersion: fn.version },
      { parent, dependsOn: [...new Set([...ready, ...(placement?.ready ?? [])])] },
      transform.alias,
    ),
  );
};
