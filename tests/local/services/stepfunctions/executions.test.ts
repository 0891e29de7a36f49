import assert from "node:assert/strict";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

const MACHINE = "arn:aws:states:eu-west-1:000000000000:stateMachine:flow";
const PASS = JSON.stringify({ StartAt: "One", States: { One: { Type: "Pass", End: true } } });
const WAIT = JSON.stringify({ StartAt: "One", States: { One: { Type: "Wait", Seconds: 10, End: true } } });
const FAIL = JSON.stringify({ StartAt: "One", States: { One: { Type: "Fail", Error: "Refused", Cause: "no stock" } } });
const ELSEWHERE = JSON.stringify({
  StartAt: "One",
  States: { One: { Type: "Task", Resource: "arn:aws:states:::ecs:runTask", Parameters: {}, End: true } },
});

/** What Step Functions writes before the names of its own errors. */
const ERRORS = "com.amazonaws.swf.service.v2.model#";

describe("stepfunctions: executions", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
  });
  afterEach(() => cloud.close());
  const call = (operation: string, input: object) => jsonCall(cloud, "states", `AWSStepFunctions.${operation}`, input);
  const machine = async (type: string, definition: string) => {
    const made = await cloud
      .resource("aws:sfn/stateMachine:StateMachine")
      .create({ name: "flow", type, definition }, resourceContext("flow"));
    assert.equal(made.id, MACHINE);
    return made;
  };

  it("starts an execution once for a name and input, and keeps what it was given", async () => {
    await machine("STANDARD", WAIT);
    const input = { stateMachineArn: MACHINE, name: "first", input: '{"a":1}' };
    const { status, body } = await call("StartExecution", input);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      executionArn: "arn:aws:states:eu-west-1:000000000000:execution:flow:first",
      startDate: cloud.clock.now() / 1000,
    });
    assert.deepEqual((await call("StartExecution", input)).body, body);
    const other = await call("StartExecution", { ...input, input: "{}" });
    assert.deepEqual([other.status, other.body.__type], [400, `${ERRORS}ExecutionAlreadyExists`]);
    const { executionArn } = body;
    assert.equal((await call("DescribeExecution", { executionArn })).body.input, '{"a":1}');
  });

  it("refuses a machine that is not there, and input that is no JSON", async () => {
    const missing = await call("StartExecution", { stateMachineArn: MACHINE });
    assert.deepEqual(missing.body, {
      __type: `${ERRORS}StateMachineDoesNotExist`,
      message: `State Machine Does Not Exist: '${MACHINE}'`,
    });
    await machine("EXPRESS", PASS);
    const bad = await call("StartExecution", { stateMachineArn: MACHINE, input: "{" });
    assert.equal(bad.body.__type, `${ERRORS}InvalidExecutionInput`);
  });

  it("answers the end of an Express execution, be it a failure", async () => {
    await machine("EXPRESS", PASS);
    const { body } = await call("StartSyncExecution", { stateMachineArn: MACHINE, name: "first", input: '{"a":1}' });
    const { executionArn, ...rest } = body;
    assert.match(executionArn, /:express:flow:first:[0-9a-f-]{36}$/);
    const now = cloud.clock.now() / 1000;
    assert.deepEqual(rest, {
      billingDetails: { billedDurationInMilliseconds: 100, billedMemoryUsedInMB: 64 },
      stateMachineArn: MACHINE,
      name: "first",
      status: "SUCCEEDED",
      startDate: now,
      stopDate: now,
      input: '{"a":1}',
      inputDetails: { included: true },
      output: '{"a":1}',
      outputDetails: { included: true },
    });
    await machine("EXPRESS", FAIL);
    const failed = await call("StartSyncExecution", { stateMachineArn: MACHINE });
    assert.equal(failed.status, 200);
    assert.deepEqual([failed.body.status, failed.body.error, failed.body.cause], ["FAILED", "Refused", "no stock"]);
    const described = await call("DescribeExecution", { executionArn });
    assert.deepEqual(described.body, {
      __type: `${ERRORS}InvalidArn`,
      message: "Invalid Arn: 'Resource type not valid in this context: express'",
    });
  });

  it("runs a Standard execution behind the answer, lists it, and keeps its end", async () => {
    await machine("STANDARD", WAIT);
    const { executionArn } = (await call("StartExecution", { stateMachineArn: MACHINE, name: "one" })).body;
    const other = (await call("StartExecution", { stateMachineArn: MACHINE, name: "two" })).body.executionArn;
    const stopped = await call("StopExecution", { executionArn: other, error: "Stopped", cause: "by hand" });
    assert.equal(stopped.body.stopDate, cloud.clock.now() / 1000);
    cloud.clock.advanceBy(10_000);
    const statusOf = async (arn: string) => {
      for (let turn = 0; turn < 500; turn++) {
        const { body } = await call("DescribeExecution", { executionArn: arn });
        if (body.status !== "RUNNING") return body;
      }
      throw new Error(`${arn} has not ended`);
    };
    assert.deepEqual(
      [(await statusOf(executionArn)).status, (await statusOf(executionArn)).output],
      ["SUCCEEDED", "{}"],
    );
    const { status, error, cause } = await statusOf(other);
    assert.deepEqual([status, error, cause], ["ABORTED", "Stopped", "by hand"]);
    const list = await call("ListExecutions", { stateMachineArn: MACHINE, statusFilter: "SUCCEEDED" });
    assert.deepEqual(
      list.body.executions.map(({ name }: { name: string }) => name),
      ["one"],
    );
  });

  it("names at deployment what no execution does, and fails where one comes there", async () => {
    await machine("EXPRESS", ELSEWHERE);
    const what = "Resource arn:aws:states:::ecs:runTask of state One";
    assert.deepEqual(cloud.warnings, [
      `state machine flow: ${what} is not emulated; an execution that comes there fails`,
    ]);
    const { body } = await call("StartSyncExecution", { stateMachineArn: MACHINE });
    assert.deepEqual(
      [body.status, body.error, body.cause],
      ["FAILED", "NotEmulatedByLocalCloud", "arn:aws:states:::ecs:runTask is not emulated by the local cloud"],
    );
  });

  it("refuses definitions that AWS refuses", async () => {
    const { id, outputs } = await machine("STANDARD", PASS);
    const type = cloud.resource("aws:sfn/stateMachine:StateMachine");
    const problem = (definition: string) => type.check?.({ definition })[0]?.reason;
    assert.equal(problem(PASS), undefined);
    assert.match(problem("{") ?? "", /^INVALID_JSON/);
    assert.equal(problem("{}"), "SCHEMA_VALIDATION_FAILED: These fields are required: [States, StartAt] at /");
    const lost = { StartAt: "One", States: { One: { Type: "Pass", Next: "Two" } } };
    assert.match(problem(JSON.stringify(lost)) ?? "", /Missing 'Next' target: Two at \/States\/One\/Next/);
    await type.delete(id, outputs);
    assert.equal(await type.read?.(id, outputs), undefined);
  });

  it("asks access for the machine", async () => {
    await machine("STANDARD", WAIT);
    const credentials = cloud.access.assumeRole(await cloud.role("none", []), "one");
    const input = { stateMachineArn: MACHINE };
    const refused = await jsonCall(cloud, "states", "AWSStepFunctions.StartExecution", input, credentials);
    assert.equal(refused.status, 400);
    assert.match(refused.body.Message, /not authorized to perform: states:StartExecution on resource: arn:aws:states/);
  });
});
