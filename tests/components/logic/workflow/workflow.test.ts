import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { Table } from "../../../../components/data/table/table";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import type { WorkflowArgs } from "../../../../components/logic/workflow/args";
import { Workflow } from "../../../../components/logic/workflow/workflow";
import { EventBus } from "../../../../components/messaging/event-bus/event-bus";
import { Queue } from "../../../../components/messaging/queue/queue";
import { Topic } from "../../../../components/messaging/topic/topic";
import { Made, Paid } from "../../messaging/events";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
const MACHINE = "aws:sfn/stateMachine:StateMachine";
const POLICY = "aws:iam/rolePolicy:RolePolicy";

const deploy = async (args: Partial<WorkflowArgs> = {}) => {
  const made: { workflow?: Workflow; charge?: LambdaFunction; jobs?: Queue } = {};
  const resources = await registered(() => {
    const charge = new LambdaFunction("charge", { entry: ENTRY });
    const jobs = new Queue("jobs");
    const states = {
      charge: { type: "task", do: charge, next: "tell" },
      tell: { type: "task", do: jobs.send(), input: { "id.$": "$.id" }, end: true },
    } as const;
    Object.assign(made, { charge, jobs, workflow: new Workflow("book", { start: "charge", states, ...args }) });
  });
  const { workflow, charge, jobs } = made;
  assert.ok(workflow && charge && jobs);
  return { resources, workflow, charge, jobs };
};

const mine = (lines: readonly string[]) => lines.filter((line) => / book/.test(line));

describe("a workflow", () => {
  it("has exactly these children", async () => {
    assert.deepEqual(mine(listed((await deploy()).resources)), [
      "aws:cloudwatch/logGroup:LogGroup book-logs",
      "aws:cloudwatch/metricAlarm:MetricAlarm book-failures-alarm",
      "aws:iam/role:Role book-role",
      `${POLICY} book-policy`,
      `${MACHINE} book`,
      "serverless-tiers:index:Workflow book",
    ]);
    const bare = await deploy({ logging: "none", alarms: false, tracing: false });
    assert.deepEqual(mine(listed(bare.resources)), [
      "aws:iam/role:Role book-role",
      `${POLICY} book-policy`,
      `${MACHINE} book`,
      "serverless-tiers:index:Workflow book",
    ]);
  });

  it("has the rights of its states and no others", async () => {
    const { resources, charge, jobs } = await deploy({ logging: "none", tracing: false });
    const { Statement } = JSON.parse(String(the(resources, POLICY, "book-policy").inputs.policy));
    assert.deepEqual(Statement, [
      { Effect: "Allow", Action: ["lambda:InvokeFunction"], Resource: [await resolved(charge.aliasArn)] },
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [await resolved(jobs.arn)] },
    ]);
  });

  it("calls functions by their alias, and sends JSON", async () => {
    const { resources, charge, jobs } = await deploy();
    const { definition, type } = the(resources, MACHINE, "book").inputs;
    assert.equal(type, "STANDARD");
    const { States } = JSON.parse(String(definition));
    assert.equal(States.charge.Resource, await resolved(charge.aliasArn));
    assert.deepEqual(States.charge.Retry[0].ErrorEquals[0], "Lambda.ClientExecutionTimeoutException");
    assert.deepEqual(States.tell.Parameters, { QueueUrl: await resolved(jobs.url), MessageBody: { "id.$": "$.id" } });
  });

  it("reads and writes items of a table, each with the right to that operation alone", async () => {
    const made: { table?: Table; workflow?: Workflow } = {};
    const resources = await registered(() => {
      const table = new Table("seats", { key: { partition: "id" } });
      const Key = { id: { "S.$": "$.id" } };
      const read = { type: "task", do: table.item("getItem"), input: { Key }, end: true } as const;
      Object.assign(made, {
        table,
        workflow: new Workflow("book", { start: "read", states: { read }, logging: "none", tracing: false }),
      });
    });
    const { Statement } = JSON.parse(String(the(resources, POLICY, "book-policy").inputs.policy));
    assert.ok(made.table);
    const Resource = [await resolved(made.table.arn)];
    assert.deepEqual(Statement, [{ Effect: "Allow", Action: ["dynamodb:GetItem"], Resource }]);
    const { States } = JSON.parse(String(the(resources, MACHINE, "book").inputs.definition));
    assert.equal(States.read.Resource, "arn:aws:states:::dynamodb:getItem");
    assert.deepEqual(States.read.Parameters, {
      TableName: await resolved(made.table.name),
      Key: { id: { "S.$": "$.id" } },
    });
  });

  it("publishes messages and puts one event, each with the right to that alone", async () => {
    const made: { topic?: Topic; ordered?: Topic; bus?: EventBus } = {};
    const resources = await registered(() => {
      const topic = new Topic("news");
      const ordered = new Topic("ordered", { fifo: true });
      const bus = new EventBus("shop", { events: [Made, Paid] });
      const states = {
        tell: { type: "task", do: topic.publish(), input: "$.news", next: "inOrder" },
        inOrder: { type: "task", do: ordered.publish(), input: { "id.$": "$.id" }, next: "put" },
        put: { type: "task", do: bus.put(Paid), input: { "id.$": "$.id" }, end: true },
      } as const;
      new Workflow("book", { start: "tell", states, logging: "none", tracing: false });
      assert.throws(
        () => new Workflow("all", { start: "put", states: { put: { type: "task", do: bus.put(), end: true } } }),
        { message: "shop: put must name the one event that a state puts: bus.put(PaymentSettled)" },
      );
      Object.assign(made, { topic, ordered, bus });
    });
    const { topic, ordered, bus } = made;
    assert.ok(topic && ordered && bus);
    const { Statement } = JSON.parse(String(the(resources, POLICY, "book-policy").inputs.policy));
    const { source, detailType } = Paid;
    assert.deepEqual(Statement, [
      { Effect: "Allow", Action: ["sns:Publish"], Resource: [await resolved(topic.arn)] },
      { Effect: "Allow", Action: ["sns:Publish"], Resource: [await resolved(ordered.arn)] },
      {
        Effect: "Allow",
        Action: ["events:PutEvents"],
        Resource: [await resolved(bus.arn)],
        Condition: {
          "ForAllValues:StringEquals": { "events:source": [source], "events:detail-type": [detailType] },
        },
      },
    ]);
    const { States } = JSON.parse(String(the(resources, MACHINE, "book").inputs.definition));
    const TopicArn = await resolved(ordered.arn);
    assert.deepEqual(States.tell.Parameters, { TopicArn: await resolved(topic.arn), "Message.$": "$.news" });
    assert.deepEqual(States.inOrder.Parameters, {
      TopicArn,
      Message: { "id.$": "$.id" },
      "MessageGroupId.$": "$$.Execution.Name",
    });
    const EventBusName = await resolved(bus.name);
    assert.deepEqual(States.put.Parameters, {
      Entries: [{ Source: source, DetailType: detailType, EventBusName, Detail: { "id.$": "$.id" } }],
    });
  });

  it("is started under a name of the function's own choice, and run only where it is express", async () => {
    const { workflow } = await deploy();
    const { grants, environment } = workflow.start();
    assert.deepEqual(
      grants.map(({ actions }) => actions),
      [["states:StartExecution"]],
    );
    assert.deepEqual(Object.keys(environment("booking")), ["BOOKING_STATE_MACHINE_ARN"]);
    assert.throws(() => workflow.run(), { message: /^book: kind must be "express" for run\(\)/ });
    const express = (await deploy({ kind: "express" })).workflow;
    assert.deepEqual(
      express.run().grants.map(({ actions }) => actions),
      [["states:StartSyncExecution"]],
    );
    assert.throws(() => express.run({ errors: { SoldOut: 200 } }), {
      message: /run\.errors\.SoldOut must be a status/,
    });
  });
});
