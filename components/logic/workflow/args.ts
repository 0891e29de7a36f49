import * as z from "zod";
import { type AlarmSettings, alarmsShape, topicArn } from "../../core/args/alarm-settings";
import {
  duration,
  flag,
  isData,
  list,
  must,
  number,
  object,
  oneOf,
  record,
  type Shape,
  text,
} from "../../core/args/args-shape";
import type { Duration } from "../../core/args/duration";
import type { Retention } from "../../core/args/retention";
import { transformShape } from "../../core/component/children";
import { isWork, WORK_RULE } from "../../core/work";
import { LambdaFunction } from "../function/lambda-function";
import { type WorkflowTransform, workflowChildren } from "./children";
import type { Flow } from "./states";

export interface WorkflowArgs extends Flow {
  /**
   * `standard`: up to a year, each state once, with a history. `express`: up to five minutes, each state at least once,
   * cheaper by the thousand; only it can be run by a call that waits. Fixed for good. @default "standard"
   */
  readonly kind?: "standard" | "express";
  /** The longest that an execution may take: up to a year, express five minutes. @default "1 day", express "5 minutes" */
  readonly timeout?: Duration;
  /**
   * Where it goes when all has been undone. Tasks there are tried for an hour and a half unless they have a `retry`, and
   * nothing is undone after them. @default a state that fails with the error that led there
   */
  readonly compensated?: string;
  /** What its log has of each execution: what failed, everything, or nothing. Without the data. @default "errors" */
  readonly logging?: "errors" | "all" | "none";
  /** How long log lines are kept. @default "30 days" */
  readonly retention?: Retention;
  /** X-Ray traces (billed by the trace above the free tier). @default true */
  readonly tracing?: boolean;
  /** An alarm on executions that failed or took too long. Without a topic it only shows in CloudWatch. @default {} */
  readonly alarms?: Partial<AlarmSettings> | false;
  /** Changes the arguments of the children, after all defaults. */
  readonly transform?: WorkflowTransform;
}

/** Of a part whose fields differ by its kind. */
const fields = (schemas: Readonly<Record<string, z.ZodType>>) => object<object>(schemas);

const nameOfState = text('the name of a state, "charge"');
const template = z.custom(
  (value) => typeof value === "string" || isData(value),
  must('a path, "$.order", or an object'),
);
const work = z.custom((value) => value instanceof LambdaFunction || isWork(value), must(WORK_RULE));
const errors = list(text(), 'names of errors, ["States.ALL"]');

const onward = {
  next: nameOfState.optional(),
  end: z.literal(true, must("true, or another state must be next")).optional(),
};

const retry = list(
  fields({
    errors,
    attempts: number().optional(),
    interval: duration.optional(),
    backoff: number().optional(),
    maxDelay: duration.optional(),
    jitter: flag.optional(),
  }),
  'retries, [{ errors: ["States.Timeout"] }]',
);

const catching = list(
  fields({ errors, next: nameOfState, result: text("a path").optional() }),
  'what to do after errors, [{ errors: ["States.ALL"], next: "failed" }]',
);

const failing = { retry: retry.optional(), catch: catching.optional() };
const result = text('a path, "$.order", or "none"').optional();
const resulting = { result, select: template.optional() };

const undo = fields({ do: work, input: template.optional() });

const choices = list(
  fields({ when: record(z.unknown(), "a rule of the States language"), next: nameOfState }),
  "rules, [{ when: { … }, next }]",
);

const KINDS = ["task", "pass", "choice", "wait", "parallel", "map", "succeed", "fail"] as const;

const flow: z.ZodType = z.lazy(() => fields(flowShape));

const ofKind: Readonly<Record<(typeof KINDS)[number], Readonly<Record<string, z.ZodType>>>> = {
  task: {
    do: work,
    input: template.optional(),
    waitForToken: flag.optional(),
    timeout: duration.optional(),
    heartbeat: duration.optional(),
    undo: undo.optional(),
    ...onward,
    ...failing,
    ...resulting,
  },
  pass: { value: template, result, ...onward },
  choice: { choices, otherwise: nameOfState },
  wait: { for: duration.optional(), until: text("a path to a moment").optional(), ...onward },
  parallel: {
    branches: list(flow, "branches, [{ start, states }]"),
    input: template.optional(),
    ...onward,
    ...failing,
    ...resulting,
  },
  map: {
    items: text('a path to a list, "$.items"').optional(),
    each: flow,
    input: template.optional(),
    concurrency: number().optional(),
    ...onward,
    ...failing,
    ...resulting,
  },
  succeed: {},
  fail: { error: text("the name of an error"), cause: text().optional() },
};

/** Each kind has fields of its own; of one that is none, those of all are known. */
const state = z.unknown().superRefine((value, context) => {
  const kind = KINDS.find((each) => each === (isData(value) ? value.type : undefined));
  const own = kind === undefined ? ANY : ofKind[kind];
  const { error } = fields({ type: oneOf(...KINDS), ...own }).safeParse(value);
  for (const issue of error?.issues ?? []) context.addIssue({ ...issue });
});

const ANY = Object.fromEntries(
  Object.values(ofKind).flatMap((own) => Object.keys(own).map((key) => [key, z.unknown().optional()])),
);

const flowShape = {
  start: nameOfState,
  states: record(state, 'states by name, { charge: { type: "task", … } }'),
};

export const workflowShape: Shape<WorkflowArgs> = {
  ...flowShape,
  kind: oneOf("standard", "express").optional(),
  timeout: duration.optional(),
  compensated: nameOfState.optional(),
  logging: oneOf("errors", "all", "none").optional(),
  retention: duration.optional(),
  tracing: flag.optional(),
  alarms: alarmsShape<Partial<AlarmSettings>>({ topicArn }),
  transform: transformShape(workflowChildren),
};

export const workflowArgs = object(workflowShape);
