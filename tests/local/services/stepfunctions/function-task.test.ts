import assert from "node:assert/strict";
import { functionNotFound } from "../../../../local/services/lambda/errors";
import type { FunctionInvoker } from "../../../../local/services/lambda/invoker";
import type { StatesError } from "../../../../local/services/stepfunctions/language/states-error";
import { invokeFunction, invokeWithMetadata } from "../../../../local/services/stepfunctions/tasks/function-task";
import { principalOf } from "../../../../local/services/stepfunctions/tasks/task-work";
import { startTestCloud, type TestCloud } from "../../cloud/test-cloud";

const ARN = "arn:aws:lambda:eu-west-1:000000000000:function:work";

describe("stepfunctions: functions as tasks", () => {
  let cloud: TestCloud;
  let role: string;
  let invoke: FunctionInvoker["invoke"];
  beforeEach(async () => {
    const functions: FunctionInvoker = { invoke: (...call) => invoke(...call) };
    cloud = await startTestCloud({ services: { lambda: () => ({ name: "lambda", resources: [], functions }) } });
    role = await cloud.role("flow", [], "states.amazonaws.com");
  });
  afterEach(() => cloud.close());

  const run = (resource: string, input: object, answer: FunctionInvoker["invoke"]) => {
    invoke = answer;
    const principal = principalOf(cloud.cloud, role);
    const given = input as Readonly<Record<string, string>>;
    return resource === ARN
      ? invokeFunction(cloud.cloud, principal, ARN, given)
      : invokeWithMetadata(cloud.cloud, principal, given);
  };

  it("gives the answer of a function that is named by its ARN, called as the role", async () => {
    const invoke: FunctionInvoker["invoke"] = async (arn, event, { as }) => {
      const caller = typeof as === "object" && "principal" in as ? as.principal.roleArn : undefined;
      return { payload: Buffer.from(JSON.stringify({ arn, event, caller })), executedVersion: "$LATEST" };
    };
    assert.deepEqual(await run(ARN, { a: 1 }, invoke), { arn: ARN, event: '{"a":1}', caller: role });
    const whole = await run(
      "arn:aws:states:::lambda:invoke",
      { FunctionName: "work", Payload: { a: 1 }, Qualifier: "2" } as object,
      invoke,
    );
    const { SdkHttpMetadata, SdkResponseMetadata, ...answer } = whole as Record<string, Record<string, unknown>>;
    assert.equal(SdkHttpMetadata?.HttpStatusCode, 200);
    assert.match(String(SdkResponseMetadata?.RequestId), /^[0-9a-f-]{36}$/);
    assert.deepEqual(answer, {
      ExecutedVersion: "$LATEST",
      Payload: { arn: `${ARN}:2`, event: '{"a":1}', caller: role },
      StatusCode: 200,
    });
  });

  it("fails with the function's error, or with Lambda's", async () => {
    const thrown = { errorMessage: "no stock", errorType: "OutOfStock" };
    const fails = async () => ({
      payload: Buffer.from(JSON.stringify(thrown)),
      functionError: "Unhandled" as const,
      executedVersion: "$LATEST",
    });
    await assert.rejects(run(ARN, {}, fails), { error: "OutOfStock", reason: JSON.stringify(thrown) });
    const missing = async () => {
      throw functionNotFound(ARN);
    };
    await assert.rejects(run(ARN, {}, missing), (error: StatesError) => {
      assert.equal(error.error, "Lambda.ResourceNotFoundException");
      const told = `Function not found: ${ARN} (Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: `;
      assert.ok(error.reason?.startsWith(told), error.reason);
      return true;
    });
  });
});
