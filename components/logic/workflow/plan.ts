import type * as pulumi from "@pulumi/pulumi";
import { checkArgs } from "../../core/args/check-args";
import { toSeconds } from "../../core/args/duration";
import { retentionDays } from "../../core/args/retention";
import { type Plan, planned } from "../../core/component/plan";
import type { Work } from "../../core/work";
import { type WorkflowArgs, workflowArgs } from "./args";
import { checkFlow, checkReached } from "./check-flow";
import type { WorkflowTransform } from "./children";
import { compensated, undoStatesOf } from "./compensation";
import { type Definition, Translation } from "./definition";

interface Settings {
  readonly kind: "standard" | "express";
  /** In the States language; an ARN of an integration is that of partition `aws`. */
  readonly definition: Definition;
  /** Everything that its states do, from which its rights follow. */
  readonly works: readonly Work[];
  readonly logging: "errors" | "all" | "none";
  readonly retentionDays: number;
  readonly tracing: boolean;
  readonly alarms: { readonly topicArn: pulumi.Input<string> | undefined } | undefined;
  readonly transform: WorkflowTransform | undefined;
}

/** A workflow's arguments, checked, with its definition as data. */
export type WorkflowPlan = Plan<"Workflow", Settings>;

/**
 * @throws {ArgsError} for states that are not there, lead nowhere or are not reached, and for values that AWS would refuse.
 * @example
 * const { definition } = planWorkflow("book", { start: "reserve", states: { … } });
 */
export const planWorkflow = (name: string, args: WorkflowArgs | WorkflowPlan): WorkflowPlan =>
  planned("Workflow", name, args, (given: WorkflowArgs) => settings(name, given));

const settings = (name: string, args: WorkflowArgs): Settings => {
  checkArgs(name, args, workflowArgs);
  const { kind = "standard", logging = "errors", tracing = true, alarms = {}, transform } = args;
  const { timeout = kind === "express" ? "5 minutes" : "1 day" } = args;
  const longest = kind === "express" ? "5 minutes" : "365 days";
  const TimeoutSeconds = toSeconds(name, "timeout", timeout, { min: "1 second", max: longest });
  checkFlow(name, "", args, undoStatesOf(args));
  const flow = compensated(name, args, args.compensated);
  checkReached(name, "", flow);
  const translation = new Translation(name, kind);
  const definition = { ...translation.flow(flow), TimeoutSeconds };
  return {
    kind,
    definition,
    works: [...translation.works],
    logging,
    retentionDays: retentionDays(name, "retention", args.retention),
    tracing,
    alarms: alarms === false ? undefined : { topicArn: alarms.topicArn },
    transform,
  };
};
