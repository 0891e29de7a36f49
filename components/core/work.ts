import type * as pulumi from "@pulumi/pulumi";
import * as z from "zod";
import { must } from "./args/args-shape";
import { type Grant, grantsAnd } from "./rights/link";
import type { Watched } from "./widget";

/** What a state of a workflow may do: everything that it takes knows its own integration, as a `Target` of a route does. */
export interface Work {
  /** What is done, in words: `function charge`, `send to queue orders`. */
  readonly description: string;
  /** What the workflow's own role may do for it. */
  readonly grants: readonly Grant[];
  /** The state's resource and parameters. */
  task(call: WorkCall): WorkTask;
  /** How long it may take, where it says so itself. */
  readonly timeoutSeconds?: number;
  /** Errors that are worth another try. @default none */
  readonly passing?: readonly string[];
  /** What it leads to, on dashboards that show the workflow. */
  readonly watched?: Watched;
}

export interface WorkCall {
  /** What the state hands over: a template of the States language, whose members `name.$` are paths. */
  readonly input: unknown;
  /** Whether the state goes on only once somebody sends its token back. */
  readonly token: boolean;
}

export interface WorkTask {
  /** An ARN, of partition `aws` where it is one of Step Functions: `arn:aws:states:::sqs:sendMessage`. */
  readonly resource: pulumi.Input<string>;
  /** Absent: the state's input as it is. */
  readonly parameters?: unknown;
}

export const WORK_RULE = "work, such as a LambdaFunction or queue.send()";

export const isWork = grantsAnd("task");

export const workShape: z.ZodType = z.custom(isWork, must(WORK_RULE));

/** The resource of an integration of Step Functions, with its way of waiting. */
export const integration = (name: string, { token }: WorkCall): string =>
  `arn:aws:states:::${name}${token ? ".waitForTaskToken" : ""}`;
