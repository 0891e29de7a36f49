import assert from "node:assert/strict";
import { awsType, describedTypes } from "../../../local/aws-types/aws-types";
import { prefixOf, propertyOf } from "../../../local/aws-types/name-rule";
import type { Properties } from "../../../local/engine/resources/resource-type";
import { REGION } from "../cloud/test-cloud";
import { jsonCall } from "../wire/signatures/signed-call";
import { CASES } from "./cases";
import { TwoDoors } from "./two-doors";

const HOSTILE: Readonly<Record<string, string>> = {
  "the folder above": "../precious",
  "folders above": "../../precious",
  "the folder above on Windows": "..\\precious",
  "an absolute path": "/etc/precious",
  "a way out in the middle": "a/../../precious",
  NUL: "a\0b",
  "300 characters": "a".repeat(300),
  "a dot": ".",
  "two dots": "..",
  nothing: "",
  "other letters": "ö😀",
  "a device of Windows": "con",
  "escaped dots": "%2e%2e%2fprecious",
  "two lines": "a\nb",
};

/** Inputs besides names that end in a path or a key. */
const NAME_LIKE: readonly (readonly [type: string, property: string])[] = [
  ["aws:apigateway/domainName:DomainName", "domainName"],
  ["aws:apigateway/stage:Stage", "stageName"],
  ["aws:iam/role:Role", "path"],
  ["aws:lambda/alias:Alias", "functionName"],
  ["aws:lambda/invocation:Invocation", "functionName"],
  ["aws:rds/cluster:Cluster", "finalSnapshotIdentifier"],
  ["aws:rds/clusterInstance:ClusterInstance", "clusterIdentifier"],
  ["aws:s3/bucketObjectv2:BucketObjectv2", "bucket"],
  ["aws:s3/bucketObjectv2:BucketObjectv2", "key"],
];

const named = describedTypes().flatMap((type) => {
  const { name } = awsType(type);
  return name ? [propertyOf(name), prefixOf(name)].map((property) => [type, property] as const) : [];
});

/** A function that has code, so that a name would be written. */
const CODE = {
  "4dabf18193072939515e22adb298388d": "0def7320c3a5731c473e5ecbe6d01bc7",
  hash: "1",
  assets: {
    "index.js": { "4dabf18193072939515e22adb298388d": "c44067f5952c0a294b673a41bacd8c17", hash: "1", text: "1" },
  },
};
const ARCHIVE = { kind: "archive", assets: { "index.js": { kind: "asset", text: "1" } } };

describe("hostile names", function () {
  // Some are good names of clusters, which start.
  this.timeout(60_000);
  const doors = new TwoDoors();
  before(() => doors.start());
  after(() => doors.end());

  /** Through each door, against the real services: made, or refused in words; nothing outside the data folder. */
  const sweep = async (type: string, name: string, changes: Properties): Promise<string[]> => {
    const { inputs = {} } = CASES[type] ?? {};
    const before = doors.outside();
    const kinds: string[] = [];
    for (const [door, code] of [
      [doors.engine(), ARCHIVE],
      [doors.provider(), CODE],
    ] as const) {
      const whole = { ...inputs, ...(inputs.code !== undefined && { code }), ...changes };
      kinds.push((await door.declare(type, name, whole)).kind);
      await door.leave();
    }
    assert.deepEqual(doors.outside(), before);
    for (const kind of kinds) assert.doesNotMatch(kind, /ENO|EISDIR|EINVAL|EACCES|TypeError|undefined|ERR_/, kind);
    return kinds;
  };

  for (const [what, hostile] of Object.entries(HOSTILE)) {
    it(`as what a program names: ${what}`, async () => {
      for (const [type, property] of [...named, ...NAME_LIKE]) {
        const [engine, provider] = await sweep(type, "orders", { [property]: hostile });
        assert.equal(engine === "create", provider === "create", `${type} ${property}: ${engine} | ${provider}`);
      }
    });

    it(`as a logical name: ${what}`, async () => {
      for (const type of new Set(named.map(([type]) => type))) await sweep(type, hostile, {});
    });

    it(`as a member of an API call: ${what}`, async () => {
      const { endpoint, access } = doors.cloud;
      const called = { client: { endpoint, credentials: access.administrator } };
      const before = doors.outside();
      for (const [service, target, input] of CALLS(hostile)) {
        const { status } = await jsonCall(called, service, target, input);
        assert.ok(status < 500, `${target} with ${what}: ${status}`);
      }
      assert.deepEqual(doors.outside(), before);
    });
  }

  for (const file of ["../precious", "a/../../precious", "/etc/precious", "..\\precious", "a\0b"]) {
    it(`are refused as files of a package: ${JSON.stringify(file)}`, async () => {
      const before = doors.outside();
      const code = { kind: "archive", assets: { [file]: { kind: "asset", text: "1" } } };
      const { kind } = await doors.engine().declare("aws:lambda/function:Function", "orders", {
        ...CASES["aws:lambda/function:Function"]?.inputs,
        code,
      });
      assert.match(kind, /a package must not hold a file named/);
      assert.deepEqual(doors.outside(), before);
    });
  }
});

const CALLS = (name: string): readonly (readonly [service: string, target: string, input: object])[] => [
  ["sqs", "AmazonSQS.CreateQueue", { QueueName: name }],
  ["sqs", "AmazonSQS.GetQueueUrl", { QueueName: name }],
  ["dynamodb", "DynamoDB_20120810.DescribeTable", { TableName: name }],
  [
    "dynamodb",
    "DynamoDB_20120810.CreateTable",
    {
      TableName: name,
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      BillingMode: "PAY_PER_REQUEST",
    },
  ],
  ["ssm", "AmazonSSM.PutParameter", { Name: name, Type: "String", Value: "1" }],
  ["ssm", "AmazonSSM.DeleteParameter", { Name: name }],
  ["secretsmanager", "secretsmanager.CreateSecret", { Name: name, SecretString: "1" }],
  ["kinesis", "Kinesis_20131202.CreateStream", { StreamName: name, ShardCount: 1 }],
  ["kinesis", "Kinesis_20131202.DeleteStream", { StreamName: name }],
  [
    "states",
    "AWSStepFunctions.CreateStateMachine",
    { name, roleArn: `arn:aws:iam::0:role/${REGION}`, definition: '{"StartAt":"a","States":{"a":{"Type":"Succeed"}}}' },
  ],
];
