import assert from "node:assert/strict";
import type { Properties } from "../../../local/engine/resources/resource-type";
import { jsonCall } from "../wire/signatures/signed-call";
import { type Answer, TwoDoors } from "./two-doors";

type Call = readonly [service: string, target: string, input: (made: Properties, id: string) => object];

interface Drift {
  readonly inputs: Properties;
  /** What somebody does there, and what that changes. */
  readonly change?: { readonly call: Call; readonly property: string };
  readonly deletion?: Call;
}

const OF_QUEUE = (attributes: object): Call => [
  "sqs",
  "AmazonSQS.SetQueueAttributes",
  ({ url }) => ({ QueueUrl: url, Attributes: attributes }),
];

const DELETE_QUEUE: Call = ["sqs", "AmazonSQS.DeleteQueue", ({ url }) => ({ QueueUrl: url })];

const DRIFTS: Readonly<Record<string, readonly [type: string, drift: Drift]>> = {
  "a queue's visibility timeout, which the program says": [
    "aws:sqs/queue:Queue",
    {
      inputs: { visibilityTimeoutSeconds: 77 },
      change: { call: OF_QUEUE({ VisibilityTimeout: "9" }), property: "visibilityTimeoutSeconds" },
    },
  ],
  "a queue's delay, of which the program says nothing": [
    "aws:sqs/queue:Queue",
    {
      inputs: {},
      change: { call: OF_QUEUE({ DelaySeconds: "9" }), property: "delaySeconds" },
      deletion: DELETE_QUEUE,
    },
  ],
  "the value of a parameter": [
    "aws:ssm/parameter:Parameter",
    {
      inputs: { type: "String", value: "v", name: "/app/dial" },
      change: {
        call: [
          "ssm",
          "AmazonSSM.PutParameter",
          ({ name }) => ({ Name: name, Type: "String", Value: "w", Overwrite: true }),
        ],
        property: "value",
      },
      deletion: ["ssm", "AmazonSSM.DeleteParameter", ({ name }) => ({ Name: name })],
    },
  ],
  "the description of a parameter": [
    "aws:ssm/parameter:Parameter",
    {
      inputs: { type: "String", value: "v", name: "dial", description: "of the app" },
      change: {
        call: [
          "ssm",
          "AmazonSSM.PutParameter",
          ({ name }) => ({ Name: name, Type: "String", Value: "v", Description: "mine", Overwrite: true }),
        ],
        property: "description",
      },
    },
  ],
  "a stream": [
    "aws:kinesis/stream:Stream",
    {
      inputs: { shardCount: 1 },
      deletion: ["kinesis", "Kinesis_20131202.DeleteStream", ({ name }) => ({ StreamName: name })],
    },
  ],
  "a table": [
    "aws:dynamodb/table:Table",
    {
      inputs: { hashKey: "id", attributes: [{ name: "id", type: "S" }], billingMode: "PAY_PER_REQUEST" },
      deletion: ["dynamodb", "DynamoDB_20120810.DeleteTable", ({ name }) => ({ TableName: name })],
    },
  ],
  "a state machine": [
    "aws:sfn/stateMachine:StateMachine",
    {
      inputs: {
        roleArn: "arn:aws:iam::000000000000:role/r",
        definition: '{"StartAt":"a","States":{"a":{"Type":"Succeed"}}}',
      },
      deletion: ["states", "AWSStepFunctions.DeleteStateMachine", (_, id) => ({ stateMachineArn: id })],
    },
  ],
};

describe("what somebody changed in a service", function () {
  this.timeout(30_000);
  const doors = new TwoDoors();
  before(() => doors.start());
  after(() => doors.end());

  const call = async ([service, target, input]: Call, { properties = {}, id = "" }: Answer) => {
    const { endpoint, access } = doors.cloud;
    const called = { client: { endpoint, credentials: access.administrator } };
    const { status } = await jsonCall(called, service, target, input(properties, id));
    assert.equal(status, 200);
  };

  for (const [what, [type, { inputs, change, deletion }]] of Object.entries(DRIFTS)) {
    for (const [through, open] of [
      ["the engine of npm start", () => doors.engine()],
      ["Pulumi's provider", () => doors.provider()],
    ] as const) {
      if (change)
        it(`is put back: ${what}, through ${through}`, async () => {
          const door = open();
          const made = await door.declare(type, "orders", inputs);
          const before = made.properties?.[change.property];
          await call(change.call, made);
          assert.notDeepEqual((await open().get(type, "found", made.id ?? "")).properties?.[change.property], before);
          const again = await door.declare(type, "orders", inputs);
          assert.deepEqual([again.kind, again.properties?.[change.property]], ["update", before]);
          assert.deepEqual((await open().get(type, "found", made.id ?? "")).properties?.[change.property], before);
          assert.equal((await door.declare(type, "orders", inputs)).kind, "same");
          await door.leave();
        });
      if (deletion)
        it(`is made again when it is deleted: ${what}, through ${through}`, async () => {
          const door = open();
          await call(deletion, await door.declare(type, "orders", inputs));
          assert.equal((await door.declare(type, "orders", inputs)).kind, "create");
          assert.equal((await door.declare(type, "orders", inputs)).kind, "same");
          await door.leave();
        });
    }
  }

  it("stays where the program ignores it, through the engine of npm start", async () => {
    const type = "aws:sqs/queue:Queue";
    const door = doors.engine();
    const options = { ignoreChanges: ["visibilityTimeoutSeconds"] };
    const inputs = { visibilityTimeoutSeconds: 77 };
    const made = await door.declare(type, "orders", inputs, options);
    await call(OF_QUEUE({ VisibilityTimeout: "9" }), made);
    const again = await door.declare(type, "orders", inputs, options);
    assert.deepEqual([again.kind, again.properties?.visibilityTimeoutSeconds], ["same", 9]);
    const changed = await door.declare(type, "orders", { ...inputs, delaySeconds: 3 }, options);
    assert.deepEqual([changed.kind, changed.properties?.visibilityTimeoutSeconds], ["update", 9]);
    await door.leave();
  });
});
