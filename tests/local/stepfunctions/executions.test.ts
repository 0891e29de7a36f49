import assert from "node:assert/strict";
import { createStepFunctionsService } from "../../../local/services/stepfunctions/service";
import { jsonCall } from "../wire/signed-call";
import { resourceContext, startTestCloud, type TestCloud } from "../wire/test-cloud";

const MACHINE = "arn:aws:states:eu-west-1:000000000000:stateMachine:flow";
const PASS = JSON.stringify({ StartAt: "One", States: { One: { Type: "Pass", End: true } } });
const TASK = JSON.stringify({ StartAt: "One", States: { One: { Type: "Task", End: true } } });

/** What Step Functions writes before the names of its own errors. */
const ERRORS = "com.amazonaws.swf.service.v2.model#";

describe("stepfunctions: executions", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud({ services: [createStepFunctionsService] });
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
    await machine("STANDARD", TASK);
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

  it("runs a single Pass state synchronously, and says loudly that it runs nothing else", async () => {
    await machine("EXPRESS", PASS);
    const start = () => call("StartSyncExecution", { stateMachineArn: MACHINE, input: '{"a":1}' });
    const { body } = await start();
    assert.equal(body.status, "SUCCEEDED");
    assert.equal(body.output, '{"a":1}');
    assert.match(body.executionArn, /:express:flow:[0-9a-f-]{36}:[0-9a-f-]{36}$/);
    await machine("EXPRESS", TASK);
    const { status, body: refused } = await start();
    assert.deepEqual([status, refused.__type], [501, `${ERRORS}NotEmulatedByLocalCloud`]);
  });

  it("says at deployment that executions are recorded only, and refuses a definition that is no JSON", async () => {
    const { id, outputs } = await machine("STANDARD", TASK);
    assert.deepEqual(cloud.warnings, ["state machine flow: its executions are recorded only, not emulated"]);
    const type = cloud.resource("aws:sfn/stateMachine:StateMachine");
    assert.equal(type.check?.({ definition: "{" })[0]?.property, "definition");
    await type.delete(id, outputs);
    assert.equal(await type.read?.(id, outputs), undefined);
  });

  it("asks access for the machine", async () => {
    await machine("STANDARD", TASK);
    const credentials = cloud.access.assumeRole(await cloud.role("none", []), "one");
    const input = { stateMachineArn: MACHINE };
    const refused = await jsonCall(cloud, "states", "AWSStepFunctions.StartExecution", input, credentials);
    assert.equal(refused.status, 400);
    assert.match(refused.body.Message, /not authorized to perform: states:StartExecution on resource: arn:aws:states/);
  });
});
