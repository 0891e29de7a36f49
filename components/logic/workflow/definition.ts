import { ArgsError } from "../../core/args/args-error";
import { type Duration, toSeconds } from "../../core/args/duration";
import { wholeNumber } from "../../core/args/whole-number";
import type { Work } from "../../core/work";
import { inPath } from "./check-flow";
import { workOf } from "./function-work";
import type { Catch, Flow, Retry, TaskState, Template, WorkflowState } from "./states";

/** A definition in the States language: plain data except for what only AWS knows (ARNs). */
export interface Definition {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly TimeoutSeconds?: number;
}

const YEAR = { min: "1 second", max: "365 days" } as const;

/** What the states come to, and what they do on the way. */
export class Translation {
  /** Everything that any of them does. */
  readonly works = new Set<Work>();

  constructor(
    private readonly component: string,
    private readonly kind: "standard" | "express",
  ) {}

  flow({ start, states }: Flow, at = ""): Definition {
    const entries = Object.entries(states).map(
      ([name, state]) => [name, this.state(state, `${at}states${inPath(name)}`)] as const,
    );
    return { StartAt: start, States: Object.fromEntries(entries) };
  }

  private state(state: WorkflowState, at: string): Record<string, unknown> {
    switch (state.type) {
      case "task":
        return {
          Type: "Task",
          ...this.task(state, at),
          ...this.failing(state, at),
          ...resulting(state),
          ...onward(state),
        };
      case "pass":
        return { Type: "Pass", ...parameters(state.value), ...resulting(state), ...onward(state) };
      case "choice": {
        const Choices = state.choices.map(({ when, next }) => ({ ...when, Next: next }));
        return { Type: "Choice", Choices, Default: state.otherwise };
      }
      case "wait":
        return { Type: "Wait", ...this.pause(state, at), ...onward(state) };
      case "parallel": {
        const Branches = state.branches.map((branch, index) => this.flow(branch, `${at}.branches[${index}].`));
        const shaped = { ...this.failing(state, at), ...resulting(state), ...onward(state) };
        return { Type: "Parallel", Branches, ...parameters(state.input), ...shaped };
      }
      case "map": {
        const { items = "$", input, concurrency = 40 } = state;
        const MaxConcurrency = wholeNumber(this.component, `${at}.concurrency`, concurrency, 1, 40);
        const ItemProcessor = { ProcessorConfig: { Mode: "INLINE" }, ...this.flow(state.each, `${at}.each.`) };
        const selected = input === undefined ? {} : { ItemSelector: selector(this.component, `${at}.input`, input) };
        const shaped = { ...this.failing(state, at), ...resulting(state), ...onward(state) };
        return { Type: "Map", ItemsPath: items, MaxConcurrency, ...selected, ItemProcessor, ...shaped };
      }
      case "succeed":
        return { Type: "Succeed" };
      case "fail":
        return { Type: "Fail", ...textOrPath("Error", state.error), ...textOrPath("Cause", state.cause) };
    }
  }

  private task(state: TaskState, at: string): Record<string, unknown> {
    const work = workOf(state.do);
    this.works.add(work);
    const { input = "$", waitForToken: token = false, heartbeat } = state;
    checkTemplate(this.component, `${at}.input`, input);
    if (token) this.checkToken(state, at, input);
    const { resource, parameters: given } = work.task({ input, token });
    return {
      Resource: resource,
      ...(given === undefined ? {} : parameters(given as Template)),
      TimeoutSeconds: this.timeout(state, work, at),
      ...(heartbeat === undefined
        ? {}
        : { HeartbeatSeconds: toSeconds(this.component, `${at}.heartbeat`, heartbeat, YEAR) }),
    };
  }

  private timeout({ timeout }: TaskState, work: Work, at: string): number {
    if (timeout !== undefined) return toSeconds(this.component, `${at}.timeout`, timeout, YEAR);
    // A function ends by itself, and its error says more than a timeout does.
    return Math.max(DEFAULT_TIMEOUT_SECONDS, (work.timeoutSeconds ?? 0) + 5);
  }

  private checkToken({ timeout }: TaskState, at: string, input: Template): void {
    const refuse = (field: string, rule: string) => new ArgsError(this.component, `${at}.${field}`, rule);
    if (this.kind === "express")
      throw refuse("waitForToken", "must be left out of an express workflow, which cannot wait for one");
    if (timeout === undefined)
      throw refuse("timeout", "must say how long to wait for the token: nobody may ever send it");
    if (!JSON.stringify(input).includes("$$.Task.Token"))
      throw refuse("input", 'must hand over the token, "token.$": "$$.Task.Token": without it nobody can send it back');
  }

  private pause(state: WorkflowState & { type: "wait" }, at: string): Record<string, unknown> {
    if ((state.for === undefined) === (state.until === undefined))
      throw new ArgsError(this.component, at, "must have either for, a length of time, or until, a path to a moment");
    if (state.until !== undefined) return { TimestampPath: state.until };
    return { Seconds: toSeconds(this.component, `${at}.for`, state.for as Duration, YEAR) };
  }

  private failing(state: { readonly retry?: readonly Retry[]; readonly catch?: readonly Catch[] }, at: string) {
    const passing = "do" in state ? workOf((state as TaskState).do).passing : undefined;
    const standing: readonly Retry[] =
      passing === undefined ? [] : [{ errors: passing, attempts: 6, interval: "2 seconds" }];
    const { retry = standing, catch: caught = [] } = state;
    return {
      ...(retry.length === 0 ? {} : { Retry: retry.map((each, index) => this.retrier(each, `${at}.retry[${index}]`)) }),
      ...(caught.length === 0
        ? {}
        : {
            Catch: caught.map(({ errors, next, result = "$.error" }) => ({
              ErrorEquals: errors,
              ResultPath: result,
              Next: next,
            })),
          }),
    };
  }

  private retrier(
    { errors, attempts = 3, interval = "1 second", backoff = 2, maxDelay, jitter = true }: Retry,
    at: string,
  ) {
    const { component } = this;
    if (!(backoff >= 1)) throw new ArgsError(component, `${at}.backoff`, `must be 1 or more (it is ${backoff})`);
    return {
      ErrorEquals: errors,
      MaxAttempts: wholeNumber(component, `${at}.attempts`, attempts, 1, 99_999_999),
      IntervalSeconds: toSeconds(component, `${at}.interval`, interval, { min: "1 second" }),
      BackoffRate: backoff,
      ...(maxDelay === undefined ? {} : { MaxDelaySeconds: toSeconds(component, `${at}.maxDelay`, maxDelay, YEAR) }),
      ...(jitter ? { JitterStrategy: "FULL" } : {}),
    };
  }
}

const DEFAULT_TIMEOUT_SECONDS = 60;

const onward = ({ next, end }: { readonly next?: string; readonly end?: boolean }) =>
  next === undefined ? { End: end === true } : { Next: next };

const parameters = (input: Template | undefined): Record<string, unknown> => {
  if (input === undefined || input === "$") return {};
  return typeof input === "string" ? { InputPath: input } : { Parameters: input };
};

const resulting = ({ result, select }: { readonly result?: string; readonly select?: Template }) => ({
  ...(select === undefined ? {} : { ResultSelector: select }),
  ...(result === undefined || result === "$" ? {} : { ResultPath: result === "none" ? null : result }),
});

const textOrPath = (field: "Error" | "Cause", value: string | undefined): Record<string, unknown> => {
  if (value === undefined) return {};
  return value.startsWith("$") ? { [`${field}Path`]: value } : { [field]: value };
};

/** The items of a map are each in a place of its own: a path alone would select from them all. */
const selector = (component: string, at: string, input: Template): Template => {
  checkTemplate(component, at, input);
  if (typeof input !== "string") return input;
  throw new ArgsError(
    component,
    at,
    `must be an object, { "item.$": "$$.Map.Item.Value" } (it is ${JSON.stringify(input)})`,
  );
};

/** @throws {ArgsError} for a member that should be a path and is none */
const checkTemplate = (component: string, at: string, template: unknown): void => {
  if (typeof template === "string") checkPath(component, at, template);
  if (typeof template !== "object" || template === null) return;
  for (const [name, value] of Object.entries(template)) {
    const place = `${at}[${JSON.stringify(name)}]`;
    if (name.endsWith(".$")) checkPath(component, place, value);
    else if (typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype)
      checkTemplate(component, place, value);
  }
};

const checkPath = (component: string, at: string, value: unknown): void => {
  if (typeof value === "string" && /^(?:\$|States\.\w+\()/.test(value)) return;
  throw new ArgsError(
    component,
    at,
    `must be a path, "$.order", or an intrinsic function (it is ${JSON.stringify(value)})`,
  );
};
