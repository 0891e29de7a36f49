import assert from "node:assert/strict";
import type { Block, Json } from "../../../../../local/services/stepfunctions/language/definition";
import { StatesError } from "../../../../../local/services/stepfunctions/language/states-error";
import { FakeClock } from "../../../cloud/fake-clock";
import { only, runDefinition } from "./run-definition";

const echo = async (_: string, input: Json) => input;

describe("stepfunctions: states", () => {
  it("shapes input and output by paths and templates", async () => {
    const state = only({
      Type: "Task",
      Resource: "any",
      InputPath: "$.order",
      Parameters: {
        "id.$": "$.id",
        "run.$": "$$.Execution.Name",
        kind: "order",
        "text.$": "States.Format('#{}', $.id)",
      },
      ResultSelector: { "told.$": "$.text", "by.$": "$.run" },
      ResultPath: "$.result.first",
      OutputPath: "$['result']",
    });
    const output = await runDefinition(state, { order: { id: 7 }, other: true }, { task: echo });
    assert.deepEqual(output, { first: { told: "#7", by: "first" } });
  });

  it("puts a result into the raw input, or leaves it out", async () => {
    const state = (ResultPath: string | null) => only({ Type: "Pass", InputPath: "$.a", Result: 1, ResultPath });
    assert.deepEqual(await runDefinition(state("$.b"), { a: 2 }), { a: 2, b: 1 });
    assert.deepEqual(await runDefinition(state(null), { a: 2 }), { a: 2 });
  });

  it("fails where a path leads nowhere", async () => {
    const state = only({ Type: "Pass", Parameters: { "a.$": "$.none" } });
    await assert.rejects(runDefinition(state, {}), (error: StatesError) => error.error === "States.Runtime");
  });

  it("waits as long as it says, by the clock", async () => {
    const clock = new FakeClock();
    let output: Json | undefined;
    const done = runDefinition(only({ Type: "Wait", SecondsPath: "$.s" }), { s: 30 }, { clock }).then((value) => {
      output = value;
    });
    await new Promise(setImmediate);
    clock.advanceBy(29_999);
    await new Promise(setImmediate);
    assert.equal(output, undefined);
    clock.advanceBy(1);
    await done;
    assert.deepEqual(output, { s: 30 });
  });

  it("chooses by the first rule that holds, or fails", async () => {
    const block = (Default?: string): Block => ({
      StartAt: "Choose",
      States: {
        Choose: {
          Type: "Choice",
          Choices: [{ Variable: "$.n", NumericGreaterThan: 10, Next: "Many" }],
          ...(Default === undefined ? {} : { Default }),
        },
        Many: { Type: "Pass", Result: "many", End: true },
        Few: { Type: "Pass", Result: "few", End: true },
      },
    });
    assert.equal(await runDefinition(block("Few"), { n: 11 }), "many");
    assert.equal(await runDefinition(block("Few"), { n: 10 }), "few");
    await assert.rejects(runDefinition(block(), { n: 1 }), { error: "States.NoChoiceMatched" });
  });

  it("ends with the error of a Fail state", async () => {
    const state = only({ Type: "Fail", Error: "Refused", CausePath: "$.why" });
    await assert.rejects(runDefinition(state, { why: "no stock" }), { error: "Refused", reason: "no stock" });
  });

  it("tries again with growing pauses, then catches", async () => {
    const clock = new FakeClock();
    const at: number[] = [];
    const start = clock.now();
    const task = async () => {
      at.push(clock.now() - start);
      throw new StatesError("Busy", "later");
    };
    const block: Block = {
      StartAt: "Work",
      States: {
        Work: {
          Type: "Task",
          Resource: "any",
          Retry: [{ ErrorEquals: ["Busy"], IntervalSeconds: 2, MaxAttempts: 2, BackoffRate: 3 }],
          Catch: [
            { ErrorEquals: ["Other"], Next: "None" },
            { ErrorEquals: ["States.ALL"], ResultPath: "$.error", Next: "Caught" },
          ],
          End: true,
        },
        None: { Type: "Fail" },
        Caught: { Type: "Succeed" },
      },
    };
    const done = runDefinition(block, { a: 1 }, { task, clock });
    for (let turn = 0; turn < 20; turn++) {
      await new Promise(setImmediate);
      clock.advanceBy(1_000);
    }
    assert.deepEqual(await done, { a: 1, error: { Error: "Busy", Cause: "later" } });
    assert.deepEqual(at, [0, 2_000, 8_000]);
  });

  it("catches no runtime error by States.ALL", async () => {
    const state = only({
      Type: "Pass",
      InputPath: "$.none",
      Catch: [{ ErrorEquals: ["States.ALL"], Next: "Only" }],
    });
    await assert.rejects(runDefinition(state, {}), { error: "States.Runtime" });
  });

  it("runs branches and items at once, in the order of the definition", async () => {
    const pass = (Result: Json) => only({ Type: "Pass", Result });
    assert.deepEqual(await runDefinition(only({ Type: "Parallel", Branches: [pass(1), pass(2)] }), {}), [1, 2]);
    let running = 0;
    let most = 0;
    const task = async (_: string, input: Json) => {
      most = Math.max(most, ++running);
      await new Promise(setImmediate);
      running--;
      return input;
    };
    const map = only({
      Type: "Map",
      ItemsPath: "$.list",
      MaxConcurrency: 2,
      ItemSelector: { "at.$": "$$.Map.Item.Index", "value.$": "$$.Map.Item.Value", "of.$": "$.name" },
      ItemProcessor: only({ Type: "Task", Resource: "any" }),
    });
    const output = await runDefinition(map, { name: "n", list: ["a", "b", "c"] }, { task });
    assert.deepEqual(output, [
      { at: 0, value: "a", of: "n" },
      { at: 1, value: "b", of: "n" },
      { at: 2, value: "c", of: "n" },
    ]);
    assert.equal(most, 2);
  });

  it("lets the first branch that fails end the others", async () => {
    const branches = [only({ Type: "Wait", Seconds: 1_000 }), only({ Type: "Fail", Error: "Broken" })];
    await assert.rejects(runDefinition(only({ Type: "Parallel", Branches: branches }), {}), { error: "Broken" });
  });

  it("gives a task no more time than it has", async () => {
    const clock = new FakeClock();
    const task = () => new Promise<Json>(() => {});
    const done = runDefinition(only({ Type: "Task", Resource: "any", TimeoutSeconds: 5 }), {}, { task, clock });
    const failed = assert.rejects(done, { error: "States.Timeout" });
    await new Promise(setImmediate);
    clock.advanceBy(5_000);
    await failed;
  });

  it("ends a definition that goes in circles", async () => {
    const block = { StartAt: "A", States: { A: { Type: "Pass", Next: "A" } } };
    await assert.rejects(runDefinition(block, {}), { error: "States.Runtime" });
  });
});
