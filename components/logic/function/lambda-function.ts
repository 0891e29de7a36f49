import type { LogGroup } from "@pulumi/aws/cloudwatch";
import type { Role } from "@pulumi/aws/iam";
import type * as lambda from "@pulumi/aws/lambda";
import * as pulumi from "@pulumi/pulumi";
import { CALLER_PREFIX } from "../../contracts/caller";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { takeName } from "../../core/component/taken-names";
import type { Receiver } from "../../core/receiver";
import { policyDocument, trustPolicy } from "../../core/rights/policy-document";
import type { Integration, InvokedFunction, RouteContext, Target } from "../../core/target";
import { type Watched, type Widget, watchedOf } from "../../core/widget";
import { type Placement, placementChildren } from "../../network/placement";
import type { LambdaFunctionArgs } from "./args";
import { functionChildren, type LambdaFunctionNodes, type MakeFunctionChild } from "./children";
import { certificatesOf } from "./environment";
import { createFailedEvents } from "./failed-events";
import { logGrant, networkGrants, TRACE_GRANT } from "./grants";
import { functionPackage } from "./package";
import { type LambdaFunctionPlan, planLambdaFunction } from "./plan";
import { createProvisioned } from "./provisioned-concurrency";
import { reserveConnections } from "./reserved-concurrency";
import { functionIntegration } from "./target";
import { functionWidgets } from "./widgets";

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
export class LambdaFunction extends pulumi.ComponentResource implements Target, Receiver, Watched {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** ARN of the alias `live`, which is what callers invoke. */
  readonly aliasArn: pulumi.Output<string>;
  readonly role: Role;
  /** What was asked for, checked; event sources are measured against it. */
  readonly plan: LambdaFunctionPlan;
  readonly description: string;
  /** None: the gateway is permitted by the function's own policy. */
  readonly grants = [];
  readonly invokes: InvokedFunction;
  readonly receives: Receiver["receives"];
  readonly watched: Watched = this;
  readonly checksCallers: boolean;
  readonly streams: boolean;
  private made: LambdaFunctionNodes;

  constructor(name: string, args: LambdaFunctionArgs | LambdaFunctionPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planLambdaFunction(name, args);
    takeName("function", name, plan.entry);
    reserveConnections(name, plan.reservedConcurrency, Object.values(plan.links));
    super(componentType("LambdaFunction"), name, {}, opts);
    this.plan = plan;
    this.description = `function ${name}`;
    this.made = createNodes(this, plan);
    const { function: made, alias, role } = this.made;
    this.role = role;
    this.name = made.name;
    this.arn = made.arn;
    this.aliasArn = alias.arn;
    this.receives = {
      arn: alias.arn,
      grants: [{ actions: ["lambda:InvokeFunction"], resources: [alias.arn] }],
      dependsOn: [alias],
      keepFailed: (alarms) => this.keepFailed(alarms),
    };
    this.invokes = {
      key: name,
      functionName: made.name,
      qualifier: alias.name,
      reserved: plan.reservedConcurrency,
      connections: Object.values(plan.links).flatMap(({ connections }) => connections ?? []),
    };
    // The text stands in the code that looks up the rule of a route, and is never shortened; bundles leave out code that
    // nothing uses, so that an import of something beside it does not count.
    this.checksCallers = plan.bundle.code.includes(CALLER_PREFIX);
    this.streams = STREAMIFIES.test(plan.bundle.code);
    this.registerOutputs({ name: this.name, arn: this.arn, aliasArn: this.aliasArn });
  }

  get nodes(): LambdaFunctionNodes {
    return this.made;
  }

  integrate(route: RouteContext): pulumi.Output<Integration> {
    return functionIntegration(this.aliasArn, route, this.plan.timeoutSeconds);
  }

  widgets(): Widget[] {
    return functionWidgets(this);
  }

  behind(): Watched[] {
    return watchedOf(Object.values(this.plan.links));
  }

  private keepFailed(alarms: Parameters<typeof createFailedEvents>[3]): readonly pulumi.Resource[] {
    const { name, transform } = this.plan;
    if (this.made.eventInvokeConfig === undefined) {
      const make = childrenOf(functionChildren, this, name, transform);
      this.made = { ...this.made, ...createFailedEvents(make, name, this.made, alarms) };
    }
    const { eventInvokeConfig } = this.made;
    return eventInvokeConfig ? [eventInvokeConfig] : [];
  }
}

/** What a handler calls that streams, by AWS's own name. */
const STREAMIFIES = /\bawslambda\.streamifyResponse\(/;

const createNodes = (parent: pulumi.Resource, plan: LambdaFunctionPlan): LambdaFunctionNodes => {
  const make = childrenOf(functionChildren, parent, plan.name, plan.transform);
  const placement = place(parent, plan);
  const logGroup = createLogGroup(make, plan);
  const role = make("role", "role", { assumeRolePolicy: trustPolicy("lambda.amazonaws.com") });
  const grants = grantsOf(plan, logGroup, placement);
  const policy = make("policy", "policy", { role: role.name, policy: policyDocument(grants) });
  // In a network, Lambda refuses a function whose role may not make network interfaces yet; and on destroy it needs
  // those rights until they are gone.
  const made = make("function", undefined, functionArgs(plan, role, logGroup, placement), { dependsOn: [policy] });
  const alias = make(
    "alias",
    "live",
    { name: "live", functionName: made.name, functionVersion: made.version },
    { dependsOn: prerequisites(plan, placement) },
  );
  const resourceId = pulumi.interpolate`function:${made.name}:${alias.name}`;
  const provisioned = createProvisioned(make, plan.provisionedConcurrency, alias, resourceId);
  const accountPermissions = createAccountPermissions(make, plan, alias);
  return { function: made, alias, role, policy, logGroup, accountPermissions, ...provisioned };
};

const createAccountPermissions = (
  make: MakeFunctionChild,
  { accounts }: LambdaFunctionPlan,
  { functionName, name: qualifier }: lambda.Alias,
): LambdaFunctionNodes["accountPermissions"] =>
  Object.fromEntries(
    accounts.map((principal) => [
      principal,
      make("accountPermissions", `account-${principal}`, {
        action: "lambda:InvokeFunction",
        function: functionName,
        qualifier,
        principal,
      }),
    ]),
  );

const place = (parent: pulumi.Resource, { name, links, network, transform }: LambdaFunctionPlan) => {
  const all = Object.values(links);
  const targets = all.flatMap(({ reaches }) => (reaches === undefined ? [] : [reaches]));
  const services = all.flatMap(({ service }) => (service === undefined ? [] : [service]));
  const make = childrenOf(placementChildren, parent, name, transform);
  return network?.place(name, [...new Set(targets)], [...new Set(services)].sort(), make);
};

/**
 * Named for whoever looks for it; by project and stack, so that stacks can share an account. It holds data, so it keeps
 * the name that it got when the component is renamed.
 */
const createLogGroup = (make: MakeFunctionChild, { name, retentionDays }: LambdaFunctionPlan): LogGroup =>
  make(
    "logGroup",
    "logs",
    { name: `/aws/lambda/${pulumi.getProject()}-${pulumi.getStack()}-${name}`, retentionInDays: retentionDays },
    { ignoreChanges: ["name"] },
  );

const grantsOf = ({ links, tracing }: LambdaFunctionPlan, logGroup: LogGroup, placement: Placement | undefined) => [
  logGrant(logGroup),
  ...(tracing ? [TRACE_GRANT] : []),
  ...(placement ? networkGrants(logGroup, placement) : []),
  ...Object.values(links).flatMap((link) => link.grants),
];

const functionArgs = (
  plan: LambdaFunctionPlan,
  role: Role,
  logGroup: LogGroup,
  placement: Placement | undefined,
): lambda.FunctionArgs => {
  const { environment: variables, reservedConcurrency, description } = plan;
  return {
    code: functionPackage(plan.bundle, plan.files, certificatesOf(plan.links)),
    handler: "index.handler",
    runtime: plan.runtime,
    architectures: [plan.architecture],
    timeout: plan.timeoutSeconds,
    memorySize: plan.memoryMb,
    role: role.arn,
    publish: true,
    // Text: handlers write JSON lines themselves, which Lambda's own JSON format would wrap a second time.
    loggingConfig: { logFormat: "Text", logGroup: logGroup.name },
    tracingConfig: { mode: plan.tracing ? "Active" : "PassThrough" },
    ...(Object.keys(variables).length > 0 && { environment: { variables } }),
    ...(placement && {
      vpcConfig: { subnetIds: placement.subnetIds, securityGroupIds: placement.securityGroupIds },
    }),
    ...(reservedConcurrency !== undefined && { reservedConcurrentExecutions: reservedConcurrency }),
    ...(description !== undefined && { description }),
  };
};

/** What has to be there before callers get a new version. */
const prerequisites = ({ links }: LambdaFunctionPlan, placement: Placement | undefined): pulumi.Resource[] => {
  const ready = Object.values(links).flatMap(({ dependsOn = [] }) => dependsOn);
  return [...new Set([...ready, ...(placement?.ready ?? [])])];
};
