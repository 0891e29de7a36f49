import assert from "node:assert/strict";
import { Idempotency, type Remembered } from "../../../local/services/idempotency";
import { ServiceError } from "../../../local/wire/service-error";
import { startTestCloud, type TestCloud } from "../cloud/test-cloud";
import { jsonCall } from "../wire/signatures/signed-call";

describe("calls with a token", () => {
  let cloud: TestCloud;
  let done: number;
  beforeEach(async () => {
    cloud = await startTestCloud();
    done = 0;
  });
  afterEach(() => cloud.close());

  const tokens = () =>
    new Idempotency({
      kept: cloud.cloud.storage.collection<Remembered>("test"),
      clock: cloud.clock,
      forMs: 600_000,
      mismatch: () => new ServiceError("Mismatch", ""),
    });
  const work = async () => ({ done: ++done });

  it("are done once, also by a process that comes later and when they come at the same time", async () => {
    const service = tokens();
    const both = await Promise.all([1, 2].map(() => service.once("1", "a", { x: 1, y: 2 }, work)));
    assert.deepEqual(both, [{ done: 1 }, { done: 1 }]);
    assert.deepEqual(await tokens().once("1", "a", { y: 2, x: 1 }, work), { done: 1 });
    assert.deepEqual(await service.once("1", "b", { x: 1 }, work), { done: 2 });
    assert.deepEqual(await service.once("2", "a", { x: 9 }, work), { done: 3 }, "another account");
    assert.deepEqual(await service.once("1", undefined, { x: 1 }, work), { done: 4 });
  });

  it("are refused with another input, until the token is forgotten", async () => {
    const service = tokens();
    await service.once("1", "a", { x: 1 }, work);
    await assert.rejects(service.once("1", "a", { x: 2 }, work), { code: "Mismatch" });
    cloud.clock.advanceBy(600_000);
    assert.deepEqual(await service.once("1", "a", { x: 2 }, work), { done: 2 });
  });

  it("may come again when the first one failed", async () => {
    const service = tokens();
    await assert.rejects(service.once("1", "a", {}, () => Promise.reject(new Error("failed"))));
    assert.deepEqual(await service.once("1", "a", {}, work), { done: 1 });
  });

  const dynamo = (operation: string, input: object) =>
    jsonCall(cloud, "dynamodb", `DynamoDB_20120810.${operation}`, input);

  it("add once in a transaction of DynamoDB", async () => {
    const [TableName, Key] = ["counts", { id: { S: "1" } }];
    await dynamo("CreateTable", {
      TableName,
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
    });
    const add = (by: string) => {
      const Update = {
        TableName,
        Key,
        UpdateExpression: "ADD n :by",
        ExpressionAttributeValues: { ":by": { N: by } },
      };
      return dynamo("TransactWriteItems", { TransactItems: [{ Update }], ClientRequestToken: "once" });
    };
    assert.deepEqual([(await add("1")).status, (await add("1")).status], [200, 200]);
    assert.match((await add("2")).body.__type, /IdempotentParameterMismatchException$/);
    assert.deepEqual((await dynamo("GetItem", { TableName, Key })).body.Item.n, { N: "1" });
  });

  it("make one version of a secret, and no other under its id", async () => {
    const call = (operation: string, input: object) =>
      jsonCall(cloud, "secretsmanager", `secretsmanager.${operation}`, input);
    const ClientRequestToken = "a".repeat(32);
    const create = (SecretString: string) => call("CreateSecret", { Name: "s", SecretString, ClientRequestToken });
    const { body } = await create("x");
    assert.deepEqual((await create("x")).body, body);
    assert.equal((await create("y")).body.__type, "ResourceExistsException");
    const put = (SecretString: string) => call("PutSecretValue", { SecretId: "s", SecretString, ClientRequestToken });
    assert.equal((await put("x")).status, 200);
    assert.equal((await put("y")).body.__type, "ResourceExistsException");
    assert.equal((await call("GetSecretValue", { SecretId: "s" })).body.SecretString, "x");
  });

  it("do not change a state machine of the same name", async () => {
    const create = (Comment: string) =>
      jsonCall(cloud, "states", "AWSStepFunctions.CreateStateMachine", {
        name: "flow",
        roleArn: "arn:aws:iam::000000000000:role/flow",
        definition: JSON.stringify({ Comment, StartAt: "A", States: { A: { Type: "Pass", End: true } } }),
      });
    const { body } = await create("one");
    assert.deepEqual((await create("one")).body, body);
    assert.match((await create("other")).body.__type, /StateMachineAlreadyExists$/);
  });
});
