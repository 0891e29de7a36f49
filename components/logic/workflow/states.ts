import type { Duration } from "../../core/args/duration";
import type { Work } from "../../core/work";
import type { LambdaFunction } from "../function/lambda-function";

/**
 * What a state hands over: a path (`"$"`, `"$.order"`), or an object whose members `name.$` are paths or intrinsic
 * functions of the States language and whose others are what they are.
 */
export type Template = string | { readonly [name: string]: unknown };

/** Where a state leads. */
export type Onward = { readonly next: string; readonly end?: never } | { readonly end: true; readonly next?: never };

/** Tries again what may pass. */
export interface Retry {
  /** Names of errors; `States.ALL` is any. */
  readonly errors: readonly string[];
  /** 1 to 99,999,999 tries after the first. @default 3 */
  readonly attempts?: number;
  /** Before the first of them; 1 second or more. @default "1 second" */
  readonly interval?: Duration;
  /** By what the next one is longer, 1 or more. @default 2 */
  readonly backoff?: number;
  /** What no pause is longer than, 1 second to a year. @default without bound */
  readonly maxDelay?: Duration;
  /** Spreads the tries of executions that failed at once. @default true */
  readonly jitter?: boolean;
}

/** Goes elsewhere when a state has failed, with `{ Error, Cause }` under `result`. */
export interface Catch {
  readonly errors: readonly string[];
  readonly next: string;
  /** Where in the state's input the error is put. @default "$.error" */
  readonly result?: string;
}

interface Failing {
  /** @default what passes by itself: a function that Lambda could not run, say; `[]` for none */
  readonly retry?: readonly Retry[];
  /** @default [] */
  readonly catch?: readonly Catch[];
}

interface Resulting {
  /** Where in the state's input the result is put, or `"none"`, which leaves it out. @default "$", in its place */
  readonly result?: string;
  /** Picks from the result first. */
  readonly select?: Template;
}

/** Does something: calls a function, sends a message, writes an item. */
export type TaskState = Onward &
  Failing &
  Resulting & {
    readonly type: "task";
    readonly do: LambdaFunction | Work;
    /** @default "$", its own input */
    readonly input?: Template;
    /**
     * Goes on only once somebody answers with the token, which `input` hands over as `"token.$": "$$.Task.Token"`.
     * Standard workflows alone. @default false
     */
    readonly waitForToken?: boolean;
    /** Up to a year. @default "1 minute", or the function's own; with `waitForToken` it has to be said */
    readonly timeout?: Duration;
    /** How often somebody who has the token has to say that the work goes on. @default never */
    readonly heartbeat?: Duration;
    /**
     * What takes the work back when this state or a later one has failed. It is called also where it is not known
     * whether the work was done, and again until it succeeds, so that it has to do nothing the second time.
     */
    readonly undo?: { readonly do: LambdaFunction | Work; readonly input?: Template };
  };

/** Hands on what it says. */
export type PassState = Onward & Pick<Resulting, "result"> & { readonly type: "pass"; readonly value: Template };

/** Goes where the first rule that holds leads. */
export interface ChoiceState {
  readonly type: "choice";
  /** `when` is a rule of the States language: `{ Variable: "$.status", StringEquals: "declined" }`. */
  readonly choices: readonly { readonly when: Readonly<Record<string, unknown>>; readonly next: string }[];
  readonly otherwise: string;
}

/** Waits so long, or until the moment that a path leads to. */
export type WaitState = Onward & { readonly type: "wait" } & (
    | { readonly for: Duration; readonly until?: never }
    | { readonly until: string; readonly for?: never }
  );

/** Does all branches at once. */
export type ParallelState = Onward &
  Failing &
  Resulting & { readonly type: "parallel"; readonly branches: readonly Flow[]; readonly input?: Template };

/** Does the same for each item of a list. */
export type MapState = Onward &
  Failing &
  Resulting & {
    readonly type: "map";
    /** A path to the list. @default "$" */
    readonly items?: string;
    readonly each: Flow;
    /** What each item gets; `$$.Map.Item.Value` is the item. @default the item */
    readonly input?: Template;
    /** Items at a time: 1 to 40. @default 40 */
    readonly concurrency?: number;
  };

/** Ends well. */
export interface SucceedState {
  readonly type: "succeed";
}

/** Ends with an error. */
export interface FailState {
  readonly type: "fail";
  readonly error: string;
  readonly cause?: string;
}

export type WorkflowState =
  | TaskState
  | PassState
  | ChoiceState
  | WaitState
  | ParallelState
  | MapState
  | SucceedState
  | FailState;

/** States, and which is the first. */
export interface Flow {
  readonly start: string;
  readonly states: Readonly<Record<string, WorkflowState>>;
}
