import assert from "node:assert/strict";
import { dependencies, listed, registered, resolved, the } from "serverless-tiers-local/testing";
import { EventBus } from "../../../../components/messaging/event-bus/event-bus";
import { EventRule } from "../../../../components/messaging/event-rule/event-rule";
import { Queue } from "../../../../components/messaging/queue/queue";
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
