import assert from "node:assert/strict";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { EventBus } from "../../../../components/messaging/event-bus/event-bus";
import { EventRule } from "../../../../components/messaging/event-rule/event-rule";
import { Queue } from "../../../../components/messaging/queue/queue";
import { Schedule } from "../../../../components/messaging/schedule/schedule";
import { Made, Paid } from "../events";

const RULE = "aws:cloudwatch/eventRule:EventRule";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";

describe("an event rule", () => {
  const deploy = async (program: (bus: EventBus, queue: Queue) => EventRule) => {
    const rules: { rule: EventRule; queue: Queue }[] = [];
    const made = await registered(() => {
      const bus = new EventBus("shop", { events: [Made, Paid], accounts: ["123456789012"] });
      const queue = new Queue("mails");
      rules.push({ rule: program(bus, queue), queue });
    });
    const [found] = rules;
    assert.ok(found);
    return { made, ...found };
  };

  it("has a target with a role of its own, retries, a dead-letter queue and an alarm", async () => {
    const { made, rule, queue } = await deploy(
      (bus, queue) =>
        new EventRule("mail", { bus, on: Made, to: queue.send(), retry: { attempts: 3, maxAge: "1 hour" } }),
    );
    assert.deepEqual(
      listed(made).filter((each) => / mail(-|$)/.test(each)),
      [
        "aws:cloudwatch/eventRule:EventRule mail",
        "aws:cloudwatch/eventTarget:EventTarget mail-target",
        "aws:cloudwatch/metricAlarm:MetricAlarm mail-dead-letters-alarm",
        "aws:iam/role:Role mail-role",
        "aws:iam/rolePolicy:RolePolicy mail-policy",
        "aws:sqs/queue:Queue mail-dead-letters",
        "aws:sqs/queuePolicy:QueuePolicy mail-dead-letters-policy",
        "serverless-tiers:index:EventRule mail",
      ],
    );
    const target = the(made, TARGET, "mail-target").inputs;
    assert.equal(target.arn, await resolved(queue.arn));
    assert.deepEqual(target.retryPolicy, { maximumRetryAttempts: 3, maximumEventAgeInSeconds: 3600 });
    assert.deepEqual(target.deadLetterConfig, { arn: await resolved(rule.deadLetters.arn) });
    const { policy } = the(made, "aws:iam/rolePolicy:RolePolicy", "mail-policy").inputs;
    assert.deepEqual(JSON.parse(String(policy)).Statement, [
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [await resolved(queue.arn)] },
    ]);
    const letIn = the(made, "aws:sqs/queuePolicy:QueuePolicy", "mail-dead-letters-policy").inputs.policy;
    const [, statement] = JSON.parse(String(letIn)).Statement;
    assert.deepEqual(statement.Condition, { ArnEquals: { "aws:SourceArn": await resolved(rule.arn) } });
  });

  it("has a function keep what it failed on, once for all rules, with the right to do so", async () => {
    const made = await registered(() => {
      const bus = new EventBus("shop", { events: [Made, Paid] });
      const to = new LambdaFunction("ship", { entry: "tests/components/logic/function/echo.handler.ts" });
      new EventRule("made", { bus, on: Made, to });
      new EventRule("paid", { bus, on: Paid, to });
      new Schedule("nightly", { when: "rate(1 day)", to });
      assert.ok(to.nodes.failedEvents);
    });
    assert.deepEqual(
      listed(made).filter((each) => / ship-(events|failed)/.test(each)),
      [
        "aws:cloudwatch/metricAlarm:MetricAlarm ship-failed-events-alarm",
        "aws:iam/rolePolicy:RolePolicy ship-failed-events-right",
        "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig ship-events",
        "aws:sqs/queue:Queue ship-failed-events",
        "aws:sqs/queuePolicy:QueuePolicy ship-failed-events-policy",
      ],
    );
    const { destinationConfig } = the(
      made,
      "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
      "ship-events",
    ).inputs;
    const { destination } = (destinationConfig as { onFailure: { destination: string } }).onFailure;
    assert.match(destination, /:ship-failed-events/);
    const { policy } = the(made, "aws:iam/rolePolicy:RolePolicy", "ship-failed-events-right").inputs;
    assert.deepEqual(JSON.parse(String(policy)).Statement, [
      { Effect: "Allow", Action: ["sqs:SendMessage"], Resource: [destination] },
    ]);
    assert.deepEqual(
      ["made-target", "paid-target"].map((name) =>
        dependencies(the(made, TARGET, name)).some((each) => each.endsWith(" ship-events")),
      ),
      [true, true],
    );
  });

  it("is made of contracts, and of what their data has to be like", async () => {
    const { made } = await deploy(
      (bus, queue) =>
        new EventRule("mail", {
          bus,
          on: [Made, Paid],
          where: { orderId: [{ prefix: "o-" }] },
          to: queue.send(),
          input: "detail",
        }),
    );
    assert.deepEqual(JSON.parse(String(the(made, RULE, "mail").inputs.eventPattern)), {
      source: ["shop.orders", "shop.payments"],
      "detail-type": ["order-made.v1", "order-paid.v2"],
      detail: { orderId: [{ prefix: "o-" }] },
    });
    assert.equal(the(made, TARGET, "mail-target").inputs.inputPath, "$.detail");
  });

  it("names another bus as a target only after its policy", async () => {
    const { made } = await deploy((bus) => {
      const other = new EventBus("far", { events: [Made], accounts: ["123456789012"] });
      return new EventRule("pass", { bus, on: Made, to: other.put() });
    });
    const names = dependencies(the(made, TARGET, "pass-target"));
    assert.ok(names.includes("aws:cloudwatch/eventBusPolicy:EventBusPolicy far-policy"), String(names));
  });

  it("hears AWS's own events on the default bus alone", async () => {
    const { made } = await deploy(
      (_, queue) =>
        new EventRule("scan", { on: { awsSource: "aws.s3", detailType: "Object Created" }, to: queue.send() }),
    );
    assert.equal(the(made, RULE, "scan").inputs.eventBusName, undefined);
    await deploy((bus, queue) => {
      const to = queue.send();
      const aws = { awsSource: "aws.s3", detailType: "Object Created" } as const;
      assert.throws(
        // @ts-expect-error an event of AWS on a bus of one's own
        () => new EventRule("wrong", { bus, on: aws, to }),
        /wrong: on must be events of bus shop: AWS's own are on the default/,
      );
      // @ts-expect-error an event of one's own without its bus
      assert.throws(() => new EventRule("wrong", { on: Made, to }), /wrong: on must be an event of AWS/);
      // @ts-expect-error a field that the contract does not have
      void (() => new EventRule("wrong", { bus, on: Made, where: { town: ["x"] }, to }));
      assert.throws(
        () => new EventRule("wrong", { bus, on: Made, where: { city: "Ghent" as never }, to }),
        /wrong: where.city must be a list of one or more values/,
      );
      return new EventRule("right", { bus, on: Made, to });
    });
  });
});
