import assert from "node:assert/strict";
import type { Work } from "../../../../components/core/work";
import type { WorkflowArgs } from "../../../../components/logic/workflow/args";
import { planWorkflow } from "../../../../components/logic/workflow/plan";
import type { TaskState, WorkflowState } from "../../../../components/logic/workflow/states";
import { definitionProblem } from "../../../../local/services/stepfunctions/definition/definition-problems";

/** Work that is called by a name. */
const work = (name: string): Work => ({
  description: name,
  grants: [{ actions: ["lambda:InvokeFunction"], resources: [name] }],
  task: ({ input, token }) => ({
    resource: `arn:aws:states:::sqs:sendMessage${token ? ".waitForTaskToken" : ""}`,
    parameters: { name, input },
  }),
});

const task = (name: string, more: object): TaskState => ({ type: "task", do: work(name), ...more }) as TaskState;
const plan = (states: Record<string, WorkflowState>, more: Partial<WorkflowArgs> = {}) =>
  planWorkflow("book", { start: Object.keys(states)[0] ?? "", states, ...more });
const DONE: WorkflowState = { type: "succeed" };

describe("a workflow as data", () => {
  it("is a definition in the States language, which AWS takes", () => {
    const { definition, works } = plan({
      ask: task("ask", {
        waitForToken: true,
        timeout: "1 day",
        input: { "token.$": "$$.Task.Token" },
        result: "$.answer",
        next: "check",
      }),
      check: {
        type: "choice",
        choices: [{ when: { Variable: "$.answer.ok", BooleanEquals: true }, next: "all" }],
        otherwise: "stop",
      },
      all: {
        type: "map",
        items: "$.items",
        input: { "item.$": "$$.Map.Item.Value" },
        concurrency: 2,
        each: { start: "one", states: { one: task("one", { retry: [{ errors: ["Busy"] }], end: true }) } },
        next: "pause",
      },
      pause: { type: "wait", for: "2 minutes", next: "both" },
      both: {
        type: "parallel",
        branches: [{ start: "a", states: { a: { type: "pass", value: { b: 1 }, end: true } } }],
        result: "none",
        catch: [{ errors: ["States.ALL"], next: "stop" }],
        end: true,
      },
      stop: { type: "fail", error: "Refused", cause: "$.answer.why" },
    });
    assert.equal(definitionProblem(JSON.stringify(definition), "STANDARD"), undefined);
    assert.deepEqual(
      works.map(({ description }) => description),
      ["ask", "one"],
    );
    assert.deepEqual(definition, {
      StartAt: "ask",
      TimeoutSeconds: 86_400,
      States: {
        ask: {
          Type: "Task",
          Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
          Parameters: { name: "ask", input: { "token.$": "$$.Task.Token" } },
          TimeoutSeconds: 86_400,
          ResultPath: "$.answer",
          Next: "check",
        },
        check: {
          Type: "Choice",
          Choices: [{ Variable: "$.answer.ok", BooleanEquals: true, Next: "all" }],
          Default: "stop",
        },
        all: {
          Type: "Map",
          ItemsPath: "$.items",
          MaxConcurrency: 2,
          ItemSelector: { "item.$": "$$.Map.Item.Value" },
          ItemProcessor: {
            ProcessorConfig: { Mode: "INLINE" },
            StartAt: "one",
            States: {
              one: {
                Type: "Task",
                Resource: "arn:aws:states:::sqs:sendMessage",
                Parameters: { name: "one", input: "$" },
                TimeoutSeconds: 60,
                Retry: [
                  { ErrorEquals: ["Busy"], MaxAttempts: 3, IntervalSeconds: 1, BackoffRate: 2, JitterStrategy: "FULL" },
                ],
                End: true,
              },
            },
          },
          Next: "pause",
        },
        pause: { Type: "Wait", Seconds: 120, Next: "both" },
        both: {
          Type: "Parallel",
          Branches: [{ StartAt: "a", States: { a: { Type: "Pass", Parameters: { b: 1 }, End: true } } }],
          Catch: [{ ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "stop" }],
          ResultPath: null,
          End: true,
        },
        stop: { Type: "Fail", Error: "Refused", CausePath: "$.answer.why" },
      },
    });
  });

  it("ends what fails before anything was done where all has been undone, and tries that end for long", () => {
    const { definition } = plan(
      {
        open: task("open", { next: "reserve" }),
        reserve: task("reserve", { undo: { do: work("release") }, end: true }),
        decline: task("decline", { next: "tell" }),
        tell: task("tell", { retry: [], end: true }),
      },
      { start: "open", compensated: "decline" },
    );
    const last = (name: string, field: string) => (definition.States[name]?.[field] as object[] | undefined)?.at(-1);
    const names = ["open", "reserve", "decline", "tell"];
    const caught = ["decline", "undo reserve"].map((Next) => ({
      ErrorEquals: ["States.ALL"],
      ResultPath: "$.error",
      Next,
    }));
    assert.deepEqual(
      names.map((name) => last(name, "Catch")),
      [...caught, undefined, undefined],
    );
    assert.deepEqual(last("decline", "Retry"), last("undo reserve", "Retry"));
    assert.equal(last("tell", "Retry"), undefined);
  });

  it("undoes what may have been done, the last first, when a state fails", () => {
    const undo = (name: string) => ({ do: work(name), input: "$.booking" });
    const { definition, works } = plan({
      reserve: task("reserve", { undo: undo("release"), next: "charge" }),
      charge: task("charge", { undo: undo("refund"), next: "confirm" }),
      confirm: task("confirm", { end: true }),
    });
    const next = (name: string) => (definition.States[name]?.Catch as { Next: string }[] | undefined)?.at(-1)?.Next;
    assert.deepEqual(["reserve", "charge", "confirm"].map(next), ["undo reserve", "undo charge", "undo charge"]);
    assert.deepEqual(
      ["undo charge", "undo reserve"].map((name) => definition.States[name]?.Next),
      ["undo reserve", "undone"],
    );
    assert.deepEqual(definition.States.undone, {
      Type: "Fail",
      ErrorPath: "$.error.Error",
      CausePath: "$.error.Cause",
    });
    assert.deepEqual(
      works.map(({ description }) => description),
      ["reserve", "release", "charge", "refund", "confirm"],
    );
    assert.equal(definitionProblem(JSON.stringify(definition), "STANDARD"), undefined);
  });

  const reserve = task("reserve", { undo: { do: work("release") }, next: "b" });
  const refused: readonly [
    what: string,
    states: Record<string, WorkflowState>,
    problem: RegExp,
    more?: Partial<WorkflowArgs>,
  ][] = [
    ["no states", {}, /^book: states must hold a state/],
    ["a start that is not there", { a: DONE }, /^book: start must name a state \(it is "b"; .*\)$/, { start: "b" }],
    [
      "a next state that is not there, with the nearest",
      { charge: task("x", { next: "confrm" }), confirm: DONE },
      /^book: states\.charge\.next must name a state \(it is "confrm"; did you mean confirm\?\)$/,
    ],
    ["a state that leads nowhere", { a: task("x", {}) }, /^book: states\.a must have either next, .* or end: true$/],
    [
      "a state that leads on and ends",
      { a: task("x", { next: "b", end: true }), b: DONE },
      /^book: states\.a must have either/,
    ],
    ["a state that nothing leads to", { a: DONE, b: DONE }, /^book: states\.b must be reached/],
    [
      "the same inside of a map",
      { a: { type: "map", each: { start: "b", states: { b: DONE, c: DONE } }, end: true } },
      /^book: states\.a\.each\.states\.c must be reached/,
    ],
    ["a name that AWS would refuse", { "a/b": DONE }, /^book: states\["a\/b"\] must be called by/],
    [
      "a token without a time",
      { a: task("x", { waitForToken: true, input: { "t.$": "$$.Task.Token" }, end: true }) },
      /^book: states\.a\.timeout must say/,
    ],
    [
      "a token that is not handed over",
      { a: task("x", { waitForToken: true, timeout: "1 hour", end: true }) },
      /^book: states\.a\.input must hand over the token/,
    ],
    [
      "a token in an express workflow",
      { a: task("x", { waitForToken: true, timeout: "1 minute", input: { "t.$": "$$.Task.Token" }, end: true }) },
      /^book: states\.a\.waitForToken must be left out/,
      { kind: "express" },
    ],
    [
      "an express workflow of more than five minutes",
      { a: DONE },
      /^book: timeout must be/,
      { kind: "express", timeout: "6 minutes" },
    ],
    [
      "a path that is none",
      { a: task("x", { input: { "b.$": "order" }, end: true }) },
      /^book: states\.a\.input\["b\.\$"\] must be a path/,
    ],
    [
      "a state that is reached with other steps done",
      {
        a: { type: "choice", choices: [{ when: { Variable: "$", IsNull: true }, next: "reserve" }], otherwise: "b" },
        reserve,
        b: task("x", { end: true }),
      },
      /must be reached with the same steps done: "b" is entered after none and after reserve/,
    ],
    [
      "an end after undoing that nothing leads to",
      { a: task("x", { end: true }) },
      /^book: compensated must be left out/,
      { compensated: "a" },
    ],
    [
      "an undo in a branch",
      {
        a: {
          type: "map",
          each: { start: "b", states: { b: task("x", { undo: { do: work("y") }, end: true }) } },
          end: true,
        },
      },
      /^book: states\.a\.each\.states\.b\.undo must stand in a state of the workflow itself/,
    ],
  ];
  for (const [what, states, problem, more] of refused) {
    it(`refuses ${what}`, () => assert.throws(() => plan(states, more), { name: "ArgsError", message: problem }));
  }
});
