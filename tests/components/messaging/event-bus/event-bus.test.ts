import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { EventBusArgs } from "../../../../components/messaging/event-bus/args";
import { EventBus } from "../../../../components/messaging/event-bus/event-bus";
import { Made, Paid } from "../events";

const deploy = async (args: Partial<EventBusArgs> = {}) => {
  const buses: EventBus[] = [];
  const made = await registered(() => buses.push(new EventBus("shop", { events: [Made, Paid], ...args })));
  const [bus] = buses;
  assert.ok(bus);
  return { made, bus };
};

describe("an event bus", () => {
  it("is a bus, with an archive and a policy where they are asked for", async () => {
    assert.deepEqual(listed((await deploy()).made), [
      "aws:cloudwatch/eventBus:EventBus shop",
      "serverless-tiers:index:EventBus shop",
    ]);
    const { made, bus } = await deploy({ archive: "30 days", accounts: ["123456789012"] });
    assert.deepEqual(listed(made), [
      "aws:cloudwatch/eventArchive:EventArchive shop-archive",
      "aws:cloudwatch/eventBus:EventBus shop",
      "aws:cloudwatch/eventBusPolicy:EventBusPolicy shop-policy",
      "serverless-tiers:index:EventBus shop",
    ]);
    assert.equal(the(made, "aws:cloudwatch/eventArchive:EventArchive", "shop-archive").inputs.retentionDays, 30);
    const { policy } = the(made, "aws:cloudwatch/eventBusPolicy:EventBusPolicy", "shop-policy").inputs;
    const [statement] = JSON.parse(String(policy)).Statement;
    assert.deepEqual(statement.Principal, { AWS: ["arn:aws:iam::123456789012:root"] });
    assert.equal(statement.Resource, await resolved(bus.arn));
    assert.deepEqual(statement.Condition, {
      "ForAllValues:StringEquals": { "events:source": ["shop.orders", "shop.payments"] },
    });
  });

  it("lets a function put exactly the events of its link", async () => {
    const { bus } = await deploy();
    const { grants, environment } = bus.put(Paid);
    assert.deepEqual(await resolved(pulumi.output(environment("events")).apply((all) => Object.keys(all))), [
      "EVENTS_BUS_NAME",
    ]);
    assert.deepEqual(
      grants.map(({ actions, condition }) => ({ actions, condition })),
      [
        {
          actions: ["events:PutEvents"],
          condition: {
            "ForAllValues:StringEquals": {
              "events:source": ["shop.payments"],
              "events:detail-type": ["order-paid.v2"],
            },
          },
        },
      ],
    );
    assert.equal(bus.put().grants.length, 2);
  });

  it("puts the body of a route on the bus, as one event", async () => {
    const { bus } = await deploy();
    const route = { method: "POST", path: "/", credentials: "arn:role", region: "eu-west-1", partition: "aws" };
    const { extension, methodResponses } = await resolved(bus.put(Made).integrate(route));
    assert.equal(extension.uri, "arn:aws:apigateway:eu-west-1:events:action/PutEvents");
    assert.deepEqual(Object.keys(methodResponses), ["202", "400", "413", "503"]);
    assert.throws(() => bus.put().integrate(route), {
      message: "shop: put must name the one event that a route puts: bus.put(PaymentSettled)",
    });
  });

  it("refuses what it could not be, before anything is registered", async () => {
    const { made, bus } = await deploy();
    assert.throws(() => new EventBus("none", { events: [] }), /none: events must have one event at least/);
    assert.throws(() => new EventBus("none", { events: [Made, Made] }), /order-made.v1 of shop.orders is there twice/);
    assert.throws(
      () => new EventBus("none", { events: [Made], accounts: ["1"] }),
      /none: accounts\[0\] must be the id/,
    );
    assert.throws(() => new EventBus("none", { events: [Made], archive: "1 hour" }), /at least "1 day"/);
    const Other = { ...Made, detailType: "other.v1" };
    assert.throws(() => bus.put(Other), /shop: put must be an event of bus shop, order-made.v1, order-paid.v2/);
    assert.equal(made.length, 2);
  });
});
