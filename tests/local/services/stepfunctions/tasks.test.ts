import assert from "node:assert/strict";
import { Buses } from "../../../../local/services/eventbridge/buses";
import { Topics } from "../../../../local/services/sns/topics";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { jsonCall } from "../../wire/signatures/signed-call";

const TABLE = "arn:aws:dynamodb:eu-west-1:000000000000:table/things";

describe("stepfunctions: tasks", () => {
  let cloud: TestCloud;
  beforeEach(async () => {
    cloud = await startTestCloud();
    await jsonCall(cloud, "dynamodb", "DynamoDB_20120810.CreateTable", {
      TableName: "things",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      BillingMode: "PAY_PER_REQUEST",
    });
  });
  afterEach(() => cloud.close());

  /** Runs one Task state as a machine whose role may do `Action`. */
  const run = async (Resource: string, Parameters: object, Action: string[], service = "states.amazonaws.com") => {
    const roleArn = await cloud.role("flow", [{ Effect: "Allow", Action, Resource: "*" }], service);
    const definition = JSON.stringify({
      StartAt: "One",
      States: { One: { Type: "Task", Resource, Parameters, End: true } },
    });
    await cloud
      .resource("aws:sfn/stateMachine:StateMachine")
      .create({ name: "flow", type: "EXPRESS", roleArn, definition }, resourceContext("flow"));
    const stateMachineArn = "arn:aws:states:eu-west-1:000000000000:stateMachine:flow";
    const { body } = await jsonCall(cloud, "states", "AWSStepFunctions.StartSyncExecution", {
      stateMachineArn,
      input: '{"id":"one"}',
    });
    return body;
  };

  it("writes and reads items by the optimized integration and by the SDK's", async () => {
    const Item = { id: { "S.$": "$.id" } };
    const put = await run("arn:aws:states:::dynamodb:putItem", { TableName: "things", Item }, ["dynamodb:PutItem"]);
    assert.equal(put.status, "SUCCEEDED");
    assert.equal(JSON.parse(put.output).SdkHttpMetadata.HttpStatusCode, 200);
    const Key = { id: { S: "one" } };
    const got = await run("arn:aws:states:::aws-sdk:dynamodb:getItem", { TableName: "things", Key }, [
      "dynamodb:GetItem",
    ]);
    assert.deepEqual(JSON.parse(got.output), { Item: { id: { S: "one" } } });
  });

  it("names errors as each integration does", async () => {
    const input = { TableName: "none", Key: { id: { S: "one" } } };
    const optimized = await run("arn:aws:states:::dynamodb:getItem", input, ["dynamodb:GetItem"]);
    assert.equal(optimized.error, "DynamoDB.ResourceNotFoundException");
    assert.match(
      optimized.cause,
      /^Requested resource not found \(Service: AmazonDynamoDBv2; Status Code: 400; Error Code: ResourceNotFoundException; Request ID: /,
    );
    const sdk = await run("arn:aws:states:::aws-sdk:dynamodb:getItem", input, ["dynamodb:GetItem"]);
    assert.equal(sdk.error, "DynamoDb.ResourceNotFoundException");
    assert.match(sdk.cause, /^Requested resource not found \(Service: DynamoDb, Status Code: 400, Request ID: /);
  });

  it("has no more rights than the machine's role", async () => {
    const input = { TableName: "things", Key: { id: { S: "one" } } };
    const refused = await run("arn:aws:states:::dynamodb:deleteItem", input, ["dynamodb:GetItem"]);
    assert.equal(refused.error, "DynamoDB.AmazonDynamoDBException");
    assert.ok(refused.cause.includes(`is not authorized to perform: dynamodb:DeleteItem on resource: ${TABLE}`));
    const untrusted = await run("arn:aws:states:::dynamodb:deleteItem", input, ["*"], "lambda.amazonaws.com");
    assert.equal(untrusted.error, "States.Permissions");
  });

  it("sends messages, notifications and events, whose texts may be any JSON", async () => {
    const topic = await new Topics(cloud.cloud).create("news");
    const Message = { "id.$": "$.id" };
    const told = await run("arn:aws:states:::sns:publish", { TopicArn: topic.arn, Message }, ["sns:Publish"]);
    assert.equal(told.status, "SUCCEEDED", told.cause);
    const [notification] = new Topics(cloud.cloud).published.of(topic.arn);
    assert.equal(notification?.message, '{"id":"one"}');
    const Entries = [{ Source: "shop", DetailType: "Made", Detail: { "id.$": "$.id" } }];
    const put = await run("arn:aws:states:::events:putEvents", { Entries }, ["events:PutEvents"]);
    assert.equal(put.status, "SUCCEEDED", put.cause);
    const [event] = new Buses(cloud.cloud).events.of("default");
    assert.deepEqual(event?.detail, { id: "one" });
    // Which execution of which machine has put it.
    const machine = "arn:aws:states:eu-west-1:000000000000";
    assert.equal(event?.resources[1], `${machine}:stateMachine:flow`);
    assert.ok(event?.resources[0]?.startsWith(`${machine}:express:flow:`), event?.resources[0]);
    const failed = await run("arn:aws:states:::events:putEvents", { Entries: [{ Detail: {} }] }, ["events:PutEvents"]);
    assert.equal(failed.error, "EventBridge.FailedEntry");
    await jsonCall(cloud, "sqs", "AmazonSQS.CreateQueue", { QueueName: "inbox" });
    const QueueUrl = `${cloud.cloud.endpoint}/000000000000/inbox`;
    const sent = await run("arn:aws:states:::sqs:sendMessage", { QueueUrl, MessageBody: { a: 1 } }, [
      "sqs:SendMessage",
    ]);
    assert.match(JSON.parse(sent.output).MessageId, /^[0-9a-f-]{36}$/);
  });
});
