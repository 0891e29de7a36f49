import type { StateMachine, StateMachineArgs } from "@pulumi/aws/sfn";
import * as pulumi from "@pulumi/pulumi";
import { ArgsError } from "../../core/args/args-error";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import { sumAlarm } from "../../core/metric-alarm";
import type { Receiver } from "../../core/receiver";
import { parseArn } from "../../core/rights/arn";
import type { Link } from "../../core/rights/link";
import { policyDocument, trustPolicy } from "../../core/rights/policy-document";
import type { Target } from "../../core/target";
import { type Watched, type Widget, watchedOf } from "../../core/widget";
import type { Work } from "../../core/work";
import type { WorkflowArgs } from "./args";
import { type MakeWorkflowChild, type WorkflowNodes, workflowChildren } from "./children";
import { LOG_GRANT, TRACE_GRANT } from "./grants";
import { runLink, startGrants, startLink, startWork } from "./links";
import { planWorkflow, type WorkflowPlan } from "./plan";
import { type RunOptions, runTarget, type StartOptions, startTarget } from "./target";
import { workflowWidgets } from "./widgets";

/**
 * A workflow on Step Functions whose states are data: functions, queues, tables and other workflows that they use give
 * it its rights, and nothing else does.
 *
 * Creates the state machine, its role, a log group and an alarm on executions that failed.
 *
 * @throws {ArgsError} for states that are not there, lead nowhere or are not reached, before anything is registered.
 * @example
 * const book = new Workflow("book", {
 *   start: "reserve",
 *   states: {
 *     reserve: { type: "task", do: reserve, undo: { do: release }, next: "charge" },
 *     charge: { type: "task", do: charge, undo: { do: refund }, next: "confirm" },
 *     confirm: { type: "task", do: confirm, end: true },
 *   },
 * });
 */
export class Workflow extends pulumi.ComponentResource implements Watched {
  readonly arn: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  /** What was asked for, checked. */
  readonly plan: WorkflowPlan;
  readonly nodes: WorkflowNodes;

  constructor(name: string, args: WorkflowArgs | WorkflowPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planWorkflow(name, args);
    super(componentType("Workflow"), name, {}, opts);
    this.plan = plan;
    this.nodes = createNodes(childrenOf(workflowChildren, this, name, plan.transform), plan);
    this.arn = this.nodes.machine.arn;
    this.name = this.nodes.machine.name;
    this.registerOutputs({ arn: this.arn, name: this.name });
  }

  /**
   * The right to start executions: for a function (`BOOK_STATE_MACHINE_ARN` under the link name `book`), as the target of
   * a route, which then answers 202 `{"execution"}`, and as the work of another workflow's state.
   */
  start(options: StartOptions = {}): Link & Target & Work & Receiver {
    const { plan, nodes } = this;
    return {
      receives: { arn: nodes.machine.arn, grants: startGrants(nodes.machine) },
      ...startWork(plan, nodes.machine),
      ...startTarget(plan, nodes.machine, options),
      ...startLink(plan, nodes.machine),
      watched: this,
    };
  }

  /**
   * The right to run executions and wait for their end: for a function, and as the target of a route, which then answers
   * with the output. Of an express workflow alone; a route waits 29 seconds at most.
   */
  run(options: RunOptions = {}): Link & Target {
    const { plan, nodes } = this;
    if (plan.kind !== "express")
      throw new ArgsError(plan.name, "kind", 'must be "express" for run(): nobody waits for a standard workflow');
    return { ...runTarget(plan, nodes.machine, options), ...runLink(plan, nodes.machine), watched: this };
  }

  widgets(): Widget[] {
    return workflowWidgets(this);
  }

  behind(): Watched[] {
    return watchedOf(this.plan.works);
  }
}

const createNodes = (make: MakeWorkflowChild, plan: WorkflowPlan): WorkflowNodes => {
  const role = make("role", "role", { assumeRolePolicy: trustPolicy("states.amazonaws.com") });
  const logGroup = plan.logging === "none" ? undefined : createLogGroup(make, plan);
  const grants = [
    ...plan.works.flatMap((work) => work.grants),
    ...(logGroup ? [LOG_GRANT] : []),
    ...(plan.tracing ? [TRACE_GRANT] : []),
  ];
  const policy =
    grants.length === 0 ? undefined : make("policy", "policy", { role: role.name, policy: policyDocument(grants) });
  const machine = make(
    "machine",
    undefined,
    {
      type: plan.kind === "express" ? "EXPRESS" : "STANDARD",
      roleArn: role.arn,
      definition: definitionOf(plan, parseArn(role.arn).partition),
      tracingConfiguration: { enabled: plan.tracing },
      ...(logGroup && { loggingConfiguration: logging(plan, logGroup.arn) }),
    },
    // Step Functions asks at creation whether the role may write the log.
    { dependsOn: policy ? [policy] : [] },
  );
  return { role, machine, ...(policy && { policy }), ...(logGroup && { logGroup }), ...alarm(make, plan, machine) };
};

/** Named as AWS asks for: each other name takes a place in the one policy that all services write logs by. */
const createLogGroup = (make: MakeWorkflowChild, { name, retentionDays }: WorkflowPlan) =>
  make(
    "logGroup",
    "logs",
    {
      name: `/aws/vendedlogs/states/${pulumi.getProject()}-${pulumi.getStack()}-${name}`,
      retentionInDays: retentionDays,
    },
    { ignoreChanges: ["name"] },
  );

/** Integrations are named in partition `aws`, whichever the stack is in. */
const definitionOf = ({ definition }: WorkflowPlan, partition: pulumi.Output<string>): pulumi.Output<string> =>
  pulumi
    .all([pulumi.jsonStringify(definition), partition])
    .apply(([text, partition]) => text.replaceAll('"arn:aws:states:::', `"arn:${partition}:states:::`));

const logging = (
  { logging }: WorkflowPlan,
  arn: pulumi.Output<string>,
): NonNullable<StateMachineArgs["loggingConfiguration"]> => ({
  level: logging === "all" ? "ALL" : "ERROR",
  includeExecutionData: false,
  logDestination: pulumi.interpolate`${arn}:*`,
});

const alarm = (
  make: MakeWorkflowChild,
  { name, alarms }: WorkflowPlan,
  { arn }: StateMachine,
): Pick<WorkflowNodes, "failuresAlarm"> => {
  if (alarms === undefined) return {};
  const metrics = ["ExecutionsFailed", "ExecutionsTimedOut"].map((metric) => ({
    metric,
    dimensions: { StateMachineArn: arn },
  }));
  const description = `Executions of workflow ${name} failed, or took longer than they may.`;
  const failures = sumAlarm({ description, namespace: "AWS/States", metrics, above: 0 }, alarms.topicArn);
  return { failuresAlarm: make("failuresAlarm", "failures-alarm", failures) };
};
