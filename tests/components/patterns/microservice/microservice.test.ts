import assert from "node:assert/strict";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import * as z from "zod";
import { eventContract } from "../../../../components/contracts/event";
import { Table } from "../../../../components/data/table/table";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { Queue } from "../../../../components/messaging/queue/queue";
import { Network } from "../../../../components/network/network";
import { Alarms } from "../../../../components/operations/alarms/alarms";
import type { MicroserviceArgs } from "../../../../components/patterns/microservice/args";
import { Microservice } from "../../../../components/patterns/microservice/microservice";
import { Platform } from "../../../../components/patterns/platform/platform";
import { UserPool } from "../../../../components/presentation/user-pool/user-pool";
import { target } from "../../logic/rest-api/targets";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
const OUTBOX = { entry: "tests/components/patterns/microservice/announce.handler.ts" };

const detail = z.object({ bookingId: z.string(), amount: z.int() });
const Reserved = eventContract({ source: "shop.shows", name: "seats-reserved", detail });
const Settled = eventContract({ source: "shop.payments", name: "payment-settled", detail });
const Stranger = eventContract({ source: "other", name: "made", detail });

const table = (name = "ledger") => new Table(name, { key: { partition: "bookingId" }, stream: "both images" });

const platformOf = () =>
  new Platform("shop", {
    bus: { events: [Reserved, Settled] },
    users: new UserPool("people", { signIn: "email", clients: { app: { kind: "public" } } }),
    alarms: new Alarms("alarms"),
  });

const payments = (): Omit<MicroserviceArgs, "platform"> => ({
  routes: { "GET /payments/{bookingId}": { to: target() }, "POST /payments": { to: target(), auth: "none" } },
  publishes: { events: [Settled], table: table(), outbox: OUTBOX },
  consumes: {
    charge: { on: Reserved, where: { amount: [{ numeric: [">", 0] }] }, to: { entry: ENTRY } },
    tell: { on: Reserved, to: new Queue("told").send() },
  },
});

const deploy = async (args: () => Omit<MicroserviceArgs, "platform"> = payments) => {
  const services: Microservice[] = [];
  const made = await registered(() =>
    services.push(new Microservice("payments", { platform: platformOf(), ...args() })),
  );
  const [service] = services;
  assert.ok(service);
  return { made, service, of: (type: string, name: string) => the(made, type, name).inputs };
};

/** What the second of two programs' parts is refused for. */
const refusal = async (args: (platform: Platform) => Partial<MicroserviceArgs>, before = false): Promise<string> => {
  let message = "nothing";
  await registered(() => {
    const platform = platformOf();
    if (before) new Microservice("payments", { platform, ...payments() });
    try {
      new Microservice("billing", { platform, ...args(platform) });
    } catch (error) {
      ({ message } = error as Error);
    }
  });
  return message;
};

describe("a microservice", () => {
  it("is an API, an outbox and a rule for each thing that it consumes, and makes no resource of AWS itself", async () => {
    const { made } = await deploy();
    const { urn } = the(made, "serverless-tiers:index:Microservice", "payments");
    const own = made.filter(({ parent }) => parent === urn);
    assert.deepEqual(listed(own), [
      "serverless-tiers:index:EventRule payments-charge",
      "serverless-tiers:index:EventRule payments-tell",
      "serverless-tiers:index:LambdaFunction payments-charge",
      "serverless-tiers:index:LambdaFunction payments-outbox",
      "serverless-tiers:index:Queue payments-unannounced",
      "serverless-tiers:index:RestApi payments",
      "serverless-tiers:index:StreamConsumer payments-outbox",
    ]);
  });

  it("has its API below its name, by a stage that is called so, for users of the platform", async () => {
    const { of, service } = await deploy();
    const { paths } = JSON.parse(String(of("aws:apigateway/restApi:RestApi", "payments").body));
    assert.deepEqual(Object.keys(paths).sort(), ["/", "/{bookingId}"]);
    assert.deepEqual(paths["/{bookingId}"].get.security, [{ people: ["aws.cognito.signin.user.admin"] }]);
    assert.equal(paths["/"].post.security, undefined);
    assert.ok(service.url);
    assert.match(await resolved(service.url), /^https:\/\/.*\/payments$/);
  });

  it("may put its own events and no others, which its outbox makes of the changes of its table", async () => {
    const { of, made } = await deploy();
    const { policy } = of("aws:iam/rolePolicy:RolePolicy", "payments-outbox-policy");
    const put = JSON.parse(String(policy)).Statement.filter(({ Action }: { Action: unknown }) =>
      JSON.stringify(Action).includes("events:PutEvents"),
    );
    assert.equal(put.length, 1);
    assert.deepEqual(put[0].Condition["ForAllValues:StringEquals"]["events:detail-type"], ["payment-settled.v1"]);
    const [mapping] = made.filter(({ type }) => type === "aws:lambda/eventSourceMapping:EventSourceMapping");
    assert.ok(mapping?.inputs.destinationConfig);
  });

  it("tells the platform's topic where something of it fails: its API, its rules, its outbox", async () => {
    const { made } = await deploy();
    const alarms = made.filter(
      ({ type, name }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm" && name.startsWith("payments"),
    );
    assert.ok(alarms.length >= 6, String(alarms.map(({ name }) => name)));
    for (const { name, inputs } of alarms) assert.equal((inputs.alarmActions as unknown[])?.length, 1, name);
  });

  it("needs neither an API nor events", async () => {
    const { made, service } = await deploy(() => ({
      consumes: { tell: { on: Settled, to: new Queue("told").send() } },
    }));
    assert.equal(service.url, undefined);
    assert.equal(made.filter(({ type }) => type === "aws:apigateway/restApi:RestApi").length, 0);
  });

  it("refuses a path and an event that another service has, with the names of both", async () => {
    const routes = { "GET /payments": { to: target() } };
    assert.match(
      await refusal(() => ({ routes, mount: "payments" }), true),
      /^billing: mount must be another path: \/payments is that of service payments$/,
    );
    assert.match(
      await refusal(() => ({ publishes: { events: [Settled], table: table("bills"), outbox: OUTBOX } }), true),
      /^billing: publishes must be events of its own: payment-settled\.v1 of shop\.payments is that of service payments$/,
    );
  });

  it("refuses routes outside of its mount, and a mount that is no segment", async () => {
    assert.match(
      await refusal(() => ({ routes: { "GET /payments": { to: target() } } })),
      /^billing: routes\["GET \/payments"\] must be below the mount of the service, "GET \/billing"$/,
    );
    assert.match(await refusal(() => ({ routes: { "GET /billings": { to: target() } } })), /must be below the mount/);
    assert.match(await refusal(() => ({ routes: {}, mount: "a/b" })), /^billing: mount must be one segment/);
    assert.match(await refusal(() => ({ mount: "a" })), /^billing: mount must be absent without routes/);
  });

  it("refuses events that the bus does not have, its own ones, and a table that does not say what has changed", async () => {
    const outbox = OUTBOX;
    assert.match(
      await refusal(() => ({ publishes: { events: [Stranger], table: table(), outbox } })),
      /^billing: publishes must be an event of bus shop/,
    );
    assert.match(
      await refusal(() => ({ consumes: { charge: { on: Stranger, to: { entry: ENTRY } } } })),
      /^billing: consumes\.charge\.on must be an event of bus shop/,
    );
    assert.match(
      await refusal(() => ({
        publishes: { events: [Settled], table: table(), outbox },
        consumes: { again: { on: Settled, to: { entry: ENTRY } } },
      })),
      /^billing: consumes\.again\.on must be events of others: payment-settled\.v1 is its own/,
    );
    assert.match(
      await refusal(() => ({
        publishes: { events: [Settled], table: new Table("plain", { key: { partition: "id" } }), outbox },
      })),
      /^billing: publishes\.table must have stream: "both images"/,
    );
    assert.match(
      await refusal(() => ({ consumes: { charge: { on: Reserved, to: { entry: "nowhere.ts" } } } })),
      /^billing: consumes\.charge\.to\.entry /,
    );
  });

  it("refuses a function that needs an endpoint which the platform's network does not list", async () => {
    let message = "nothing";
    await registered(() => {
      const network = new Network("main", { endpoints: ["dynamodb"] });
      const platform = new Platform("shop", { bus: { events: [Reserved] }, network });
      const links = { jobs: new Queue("jobs").send() };
      const to = new LambdaFunction("work", { entry: ENTRY, links, network });
      try {
        new Microservice("billing", { platform, consumes: { work: { on: Reserved, to } } });
      } catch (error) {
        ({ message } = error as Error);
      }
    });
    assert.equal(
      message,
      "billing: platform must have an endpoint for sqs, which function work calls by its link jobs: add it to the endpoints of network main (dynamodb)",
    );
  });
});
