import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { TableArgs } from "../../../../components/data/table/args";
import { Table } from "../../../../components/data/table/table";

const TABLE = "aws:dynamodb/table:Table";
const TARGET = "aws:appautoscaling/target:Target";
const SCALING = "aws:appautoscaling/policy:Policy";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

const KEY = { partition: "holder", sort: "ticketId" };
const BY_CITY = { partition: "city", sort: { name: "startsAt", type: "number" } } as const;

const deploy = async (args: Partial<TableArgs> = {}) => {
  const tables: Table[] = [];
  const made = await registered(() => tables.push(new Table("shows", { key: KEY, ...args })));
  const [table] = tables;
  assert.ok(table);
  return { made, table, inputs: (type: string, name: string) => the(made, type, name).inputs };
};

const index = (name: string, more: object) => ({
  name,
  keySchemas: [
    { attributeName: "city", keyType: "HASH" },
    { attributeName: "startsAt", keyType: "RANGE" },
  ],
  ...more,
});

describe("a table", () => {
  it("has exactly these children, all of them its own", async () => {
    const { made } = await deploy({ indexes: { "by-city": BY_CITY } });
    assert.deepEqual(listed(made), [
      `${ALARM} shows-by-city-throttles-alarm`,
      `${ALARM} shows-errors-alarm`,
      `${ALARM} shows-throttles-alarm`,
      `${TABLE} shows`,
      "serverless-tiers:index:Table shows",
    ]);
    const [parent] = made.filter(({ custom }) => !custom);
    for (const child of made.filter(({ custom }) => custom)) assert.equal(child.parent, parent?.urn, child.name);
  });

  it("is on demand, protected, and can be taken back to any second of 35 days", async () => {
    const { made } = await deploy();
    const { inputs, protect } = the(made, TABLE, "shows");
    assert.deepEqual(inputs, {
      hashKey: "holder",
      rangeKey: "ticketId",
      attributes: [
        { name: "holder", type: "S" },
        { name: "ticketId", type: "S" },
      ],
      billingMode: "PAY_PER_REQUEST",
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      deletionProtectionEnabled: true,
      tableClass: "STANDARD",
    });
    assert.equal(protect, true);
  });

  it("is gone with its stack where it may be, without backups", async () => {
    const { made } = await deploy({ protection: "throw-away" });
    const { inputs, protect } = the(made, TABLE, "shows");
    assert.deepEqual(
      [inputs.deletionProtectionEnabled, inputs.pointInTimeRecovery, protect],
      [false, { enabled: false }, false],
    );
  });

  it("has indexes in the order of their names, each attribute declared once", async () => {
    const { inputs } = await deploy({
      key: { partition: "id", sort: { name: "startsAt", type: "number" } },
      indexes: {
        "by-hall": { partition: "hall", projection: ["title", "city"] },
        "by-city": BY_CITY,
      },
      localIndexes: { "by-price": { sort: { name: "price", type: "number" }, projection: "keys" } },
    });
    const { attributes, globalSecondaryIndexes, localSecondaryIndexes } = inputs(TABLE, "shows");
    assert.deepEqual(attributes, [
      { name: "city", type: "S" },
      { name: "hall", type: "S" },
      { name: "id", type: "S" },
      { name: "price", type: "N" },
      { name: "startsAt", type: "N" },
    ]);
    assert.deepEqual(globalSecondaryIndexes, [
      index("by-city", { projectionType: "ALL" }),
      {
        name: "by-hall",
        keySchemas: [{ attributeName: "hall", keyType: "HASH" }],
        projectionType: "INCLUDE",
        nonKeyAttributes: ["city", "title"],
      },
    ]);
    assert.deepEqual(localSecondaryIndexes, [{ name: "by-price", rangeKey: "price", projectionType: "KEYS_ONLY" }]);
  });

  it("is bounded on demand, its indexes as well unless they say otherwise", async () => {
    const { inputs } = await deploy({
      maxThroughput: { read: 100 },
      indexes: { "by-city": BY_CITY, "by-town": { ...BY_CITY, maxThroughput: { write: 5 } } },
    });
    const { onDemandThroughput, globalSecondaryIndexes } = inputs(TABLE, "shows");
    assert.deepEqual(onDemandThroughput, { maxReadRequestUnits: 100, maxWriteRequestUnits: -1 });
    assert.deepEqual(globalSecondaryIndexes, [
      index("by-city", {
        projectionType: "ALL",
        onDemandThroughput: { maxReadRequestUnits: 100, maxWriteRequestUnits: -1 },
      }),
      index("by-town", {
        projectionType: "ALL",
        onDemandThroughput: { maxReadRequestUnits: -1, maxWriteRequestUnits: 5 },
      }),
    ]);
  });

  it("starts at the lower end of a range, which AWS moves through, and leaves what it has become", async () => {
    const { made, inputs, table } = await deploy({
      capacity: { read: { min: 5, max: 50 }, write: 2 },
      indexes: { "by-city": { ...BY_CITY, capacity: { read: 1, write: { min: 3, max: 9, target: 50 } } } },
    });
    const { billingMode, readCapacity, writeCapacity, globalSecondaryIndexes } = inputs(TABLE, "shows");
    assert.deepEqual(the(made, TABLE, "shows").ignoreChanges, ["readCapacity"]);
    assert.deepEqual([billingMode, readCapacity, writeCapacity], ["PROVISIONED", 5, 2]);
    assert.deepEqual(globalSecondaryIndexes, [
      index("by-city", { projectionType: "ALL", readCapacity: 1, writeCapacity: 3 }),
    ]);
    const name = await resolved(table.name);
    assert.deepEqual(
      listed(made).filter((one) => one.includes("appautoscaling")),
      [
        `${SCALING} shows-by-city-write-scaling`,
        `${SCALING} shows-read-scaling`,
        `${TARGET} shows-by-city-write-scaling`,
        `${TARGET} shows-read-scaling`,
      ],
    );
    assert.deepEqual(inputs(TARGET, "shows-by-city-write-scaling"), {
      serviceNamespace: "dynamodb",
      resourceId: `table/${name}/index/by-city`,
      scalableDimension: "dynamodb:index:WriteCapacityUnits",
      minCapacity: 3,
      maxCapacity: 9,
    });
    assert.deepEqual(inputs(SCALING, "shows-read-scaling"), {
      policyType: "TargetTrackingScaling",
      serviceNamespace: "dynamodb",
      resourceId: `table/${name}`,
      scalableDimension: "dynamodb:table:ReadCapacityUnits",
      targetTrackingScalingPolicyConfiguration: {
        predefinedMetricSpecification: { predefinedMetricType: "DynamoDBReadCapacityUtilization" },
        targetValue: 70,
      },
    });
    assert.deepEqual(Object.keys(table.nodes.scalingTarget), ["read", "by-city-write"]);
  });

  it("takes time to live, a stream, a key of its own, a class and tags", async () => {
    const { inputs } = await deploy({
      timeToLive: "expiresAt",
      stream: "both images",
      backupRetention: "7 days",
      encryption: { kmsKeyArn: "arn:key" },
      tableClass: "infrequent access",
      tags: { team: "box-office" },
    });
    const { hashKey: _, rangeKey: __, attributes: ___, billingMode: ____, ...rest } = inputs(TABLE, "shows");
    assert.deepEqual(rest, {
      ttl: { attributeName: "expiresAt", enabled: true },
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
      serverSideEncryption: { enabled: true, kmsKeyArn: "arn:key" },
      deletionProtectionEnabled: true,
      tableClass: "STANDARD_INFREQUENT_ACCESS",
      tags: { team: "box-office" },
    });
  });

  it("lets every child be changed", async () => {
    const { inputs } = await deploy({
      capacity: { read: { min: 1, max: 2 }, write: 1 },
      transform: {
        table: { name: "shows" },
        scalingTarget: { maxCapacity: 3 },
        scalingPolicy: { name: "follow" },
        throttlesAlarm: { threshold: 7 },
        errorsAlarm: { threshold: 8 },
      },
    });
    assert.equal(inputs(TABLE, "shows").name, "shows");
    assert.equal(inputs(TARGET, "shows-read-scaling").maxCapacity, 3);
    assert.equal(inputs(SCALING, "shows-read-scaling").name, "follow");
    assert.equal(inputs(ALARM, "shows-throttles-alarm").threshold, 7);
    assert.equal(inputs(ALARM, "shows-errors-alarm").threshold, 8);
  });
});

describe("alarms of a table", () => {
  it("go off after five minutes of throttling, of the table and of each index", async () => {
    const { inputs, table } = await deploy({ indexes: { "by-city": BY_CITY }, alarms: { topicArn: "arn:topic" } });
    const TableName = await resolved(table.name);
    const metric = (id: string, metricName: string, dimensions: object) => ({
      id,
      metric: { namespace: "AWS/DynamoDB", metricName, dimensions, stat: "Sum", period: 60 },
    });
    const of = { TableName, GlobalSecondaryIndexName: "by-city" };
    const description = "Requests of index by-city of table shows have been throttled for 5 minutes.";
    assert.deepEqual(inputs(ALARM, "shows-by-city-throttles-alarm"), {
      alarmDescription: description,
      metricQueries: [
        { id: "sum", expression: "SUM(FILL(METRICS(), 0))", label: description, returnData: true },
        metric("m0", "ReadThrottleEvents", of),
        metric("m1", "WriteThrottleEvents", of),
      ],
      evaluationPeriods: 5,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      treatMissingData: "notBreaching",
      alarmActions: ["arn:topic"],
      okActions: ["arn:topic"],
    });
    const [, ...errors] = inputs(ALARM, "shows-errors-alarm").metricQueries as { metric: Record<string, unknown> }[];
    // An alarm takes ten metrics at most.
    assert.equal(errors.length, 10);
    assert.deepEqual(errors[3]?.metric.dimensions, { TableName, Operation: "Query" });
  });

  it("cost ten metrics for DynamoDB's own errors where a table is protected, or asks for it", async () => {
    const errors = async (args: Partial<TableArgs>) =>
      (await deploy(args)).made.filter(({ name }) => name === "shows-errors-alarm").length;
    assert.equal(await errors({ alarms: { systemErrors: false } }), 0);
    assert.equal(await errors({ protection: "throw-away" }), 0);
    assert.equal(await errors({ protection: "throw-away", alarms: { systemErrors: true } }), 1);
  });

  it("can be left out", async () => {
    const { made } = await deploy({ alarms: false });
    assert.deepEqual(listed(made), [`${TABLE} shows`, "serverless-tiers:index:Table shows"]);
  });
});
