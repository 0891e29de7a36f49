import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { InvokeResult } from "../../../../local/services/lambda/invoker";
import { ServiceError } from "../../../../local/wire/service-error";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

const MACHINE = "arn:aws:states:eu-west-1:000000000000:stateMachine:flow";
const FUNCTION = "arn:aws:lambda:eu-west-1:000000000000:function:";

/** The process is gone in the middle: nothing is told to the executions that run. */
describe("stepfunctions: executions after a kill", () => {
  let folder: string;
  let cloud: TestCloud;
  let calls: string[];
  let answer: (name: string) => Promise<unknown>;

  const start = async () => {
    const invoke = async (arn: string): Promise<InvokeResult> => {
      const name = arn.slice(FUNCTION.length);
      calls.push(name);
      return { payload: Buffer.from(JSON.stringify((await answer(name)) ?? null)), executedVersion: "$LATEST" };
    };
    const lambda = () => ({ name: "lambda", resources: [], functions: { invoke } });
    cloud = await startTestCloud({ folder, services: { lambda } });
    await cloud.cloud.directory.service("states")?.start?.();
  };
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), "tiers-flow-"));
    calls = [];
    answer = async (name) => ({ by: name });
    await start();
  });
  afterEach(async () => {
    await cloud.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const again = async () => {
    cloud.cloud.directory.service("states")?.stop?.();
    await cloud.close();
    await start();
  };
  const call = async (operation: string, input: object) => {
    const { status, body } = await jsonCall(cloud, "states", `AWSStepFunctions.${operation}`, input);
    assert.equal(status, 200, JSON.stringify(body));
    return body;
  };
  const machine = async (States: object, StartAt: string) => {
    const roleArn = await cloud.role("flow", [{ Effect: "Allow", Action: "*", Resource: "*" }], "states.amazonaws.com");
    const definition = JSON.stringify({ StartAt, States });
    await cloud
      .resource("aws:sfn/stateMachine:StateMachine")
      .create({ name: "flow", type: "STANDARD", definition, roleArn }, resourceContext("flow"));
    return (await call("StartExecution", { stateMachineArn: MACHINE, input: '{"n":1}' })).executionArn as string;
  };
  const turns = async (until: () => boolean) => {
    for (let turn = 0; turn < 500 && !until(); turn++) await new Promise((resolve) => setTimeout(resolve, 2));
  };
  const settled = () => new Promise((resolve) => setTimeout(resolve, 50));
  /** Until the history of an execution ends with so many events of a type. */
  const told = async (executionArn: string, type: string, count: number) => {
    for (let turn = 0; turn < 500; turn++) {
      const { events } = await call("GetExecutionHistory", { executionArn });
      if (events.filter((event: { type: string }) => event.type === type).length === count) return settled();
    }
    throw new Error(`${type} is not told`);
  };
  const restartAt = async (time: number) => {
    await again();
    await settled();
    cloud.clock.advanceBy(time - cloud.clock.now());
    await settled();
  };
  const ended = async (executionArn: string) => {
    for (let turn = 0; turn < 500; turn++) {
      const body = await call("DescribeExecution", { executionArn });
      if (body.status !== "RUNNING") return body;
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    throw new Error("it has not ended");
  };
  const task = (name: string, more: object) => ({ Type: "Task", Resource: `${FUNCTION}${name}`, ...more });

  it("go on where they were, and do nothing twice that had been done", async () => {
    answer = (name) => (name === "charge" ? new Promise(() => {}) : Promise.resolve({ by: name }));
    const arn = await machine(
      {
        Reserve: task("reserve", { ResultPath: "$.reserved", Assign: { who: "ana" }, Next: "Charge" }),
        Charge: task("charge", { ResultPath: "$.charged", Next: "Confirm" }),
        Confirm: task("confirm", { ResultPath: "$.confirmed", Next: "Told" }),
        Told: { Type: "Pass", Parameters: { "who.$": "$who", "all.$": "$" }, End: true },
      },
      "Reserve",
    );
    await turns(() => calls.includes("charge"));
    answer = async (name) => ({ by: name });
    await again();
    const { status, output } = await ended(arn);
    assert.equal(status, "SUCCEEDED");
    assert.deepEqual(JSON.parse(output), {
      who: "ana",
      all: { n: 1, reserved: { by: "reserve" }, charged: { by: "charge" }, confirmed: { by: "confirm" } },
    });
    assert.deepEqual(calls, ["reserve", "charge", "charge", "confirm"]);
    const { events } = await call("GetExecutionHistory", { executionArn: arn });
    const entered = events.flatMap(
      ({ stateEnteredEventDetails: at }: { stateEnteredEventDetails?: { name: string } }) => at?.name ?? [],
    );
    assert.deepEqual(entered, ["Reserve", "Charge", "Confirm", "Told"]);
    assert.deepEqual(
      events.map(({ id }: { id: number }) => id),
      events.map((_: unknown, index: number) => index + 1),
    );
  });

  it("wait for what is left of a Wait, and retry as often as is left", async () => {
    let failures = 0;
    answer = async (name) => {
      if (name === "flaky" && ++failures < 3) throw new ServiceError("Busy", "later");
      return {};
    };
    const arn = await machine(
      {
        Pause: { Type: "Wait", Seconds: 100, Next: "Flaky" },
        Flaky: task("flaky", {
          Retry: [{ ErrorEquals: ["Lambda.Busy"], IntervalSeconds: 50, BackoffRate: 1, MaxAttempts: 2 }],
          End: true,
        }),
      },
      "Pause",
    );
    await told(arn, "WaitStateEntered", 1);
    cloud.clock.advanceBy(60_000);
    await restartAt(cloud.clock.now());
    cloud.clock.advanceBy(39_999);
    await settled();
    assert.deepEqual(calls, []);
    cloud.clock.advanceBy(1);
    await told(arn, "LambdaFunctionFailed", 1);
    cloud.clock.advanceBy(50_000);
    await told(arn, "LambdaFunctionFailed", 2);
    await restartAt(cloud.clock.now());
    assert.equal(calls.length, 2);
    cloud.clock.advanceBy(50_000);
    assert.equal((await ended(arn)).status, "SUCCEEDED");
    assert.equal(calls.length, 3);
  });

  it("go on with the items of a Map that were not done, be it distributed", async () => {
    for (const mode of ["INLINE", "DISTRIBUTED"]) {
      calls = [];
      let most = 2;
      answer = (name) => (most-- > 0 ? Promise.resolve(name) : new Promise(() => {}));
      const block = { StartAt: "Work", States: { Work: task(`work-${mode}`, { End: true }) } };
      const arn = await machine(
        {
          Each: {
            Type: "Map",
            MaxConcurrency: 1,
            ItemsPath: "$$.Execution.Input.list",
            ItemProcessor: {
              ProcessorConfig: { Mode: mode, ...(mode === "INLINE" ? {} : { ExecutionType: "STANDARD" }) },
              ...block,
            },
            End: true,
          },
        },
        "Each",
      ).catch(() => "");
      await call("StopExecution", { executionArn: arn });
      const started = await call("StartExecution", { stateMachineArn: MACHINE, input: '{"list":[1,2,3,4]}' });
      await turns(() => calls.length === 3);
      answer = async (name) => name;
      await again();
      const { status, output } = await ended(started.executionArn);
      assert.equal(status, "SUCCEEDED");
      assert.deepEqual(JSON.parse(output), Array(4).fill(`work-${mode}`));
      assert.equal(calls.length, 5, mode);
      await cloud.resource("aws:sfn/stateMachine:StateMachine").delete(MACHINE, {});
    }
  });

  it("still know the token that somebody was given, and what was told while nobody listened", async () => {
    await jsonCall(cloud, "sqs", "AmazonSQS.CreateQueue", { QueueName: "box" });
    const QueueUrl = `${cloud.cloud.endpoint}/000000000000/box`;
    const arn = await machine(
      {
        Ask: {
          Type: "Task",
          Resource: "arn:aws:states:::sqs:sendMessage.waitForTaskToken",
          Parameters: { QueueUrl, MessageBody: { "token.$": "$$.Task.Token" } },
          End: true,
        },
      },
      "Ask",
    );
    const receive = async () =>
      (await jsonCall(cloud, "sqs", "AmazonSQS.ReceiveMessage", { QueueUrl })).body.Messages ?? [];
    let messages: { Body: string }[] = [];
    for (let turn = 0; turn < 100 && messages.length === 0; turn++) messages = await receive();
    const { token } = JSON.parse(messages[0]?.Body ?? "{}");
    await again();
    await call("SendTaskSuccess", { taskToken: token, output: '"done"' });
    assert.equal((await ended(arn)).output, '"done"');
    const late = await jsonCall(cloud, "states", "AWSStepFunctions.SendTaskSuccess", { taskToken: token, output: "1" });
    assert.match(late.body.__type, /TaskTimedOut$/);
  });
});
