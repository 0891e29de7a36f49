import assert from "node:assert/strict";
import { listed, resolved, the } from "serverless-tiers-local/testing";
import { eventContract } from "../../../../components/contracts/event";
import { Table } from "../../../../components/data/table/table";
import { Queue } from "../../../../components/messaging/queue/queue";
import { Microservice } from "../../../../components/patterns/microservice/microservice";
import { target } from "../../logic/rest-api/targets";
import { deployed, ENTRY, everything, exported, OUTBOX, Reserved, Settled, STACK, worker } from "./in-stacks";

const ledger = () => new Table("ledger", { key: { partition: "bookingId" }, stream: "both images" });
const routes = { "GET /payments/{bookingId}": { to: target() } } as const;

describe("a platform of another stack", () => {
  let outputs: Record<string, unknown>;
  before(async () => {
    outputs = await exported();
  });

  it("exports plain data, without a secret: what its parts are called, and no more", () => {
    const { platform } = outputs as { platform: Record<string, object> };
    const { bus, users = {}, network = {}, ...rest } = platform;
    assert.match(
      JSON.stringify(bus),
      /^\{"name":"shop-\w+","arn":"arn:aws:events:[^"]+","events":\[\{"source":"shop\.shows","detailType":"seats-reserved\.v1"\},\{"source":"shop\.payments","detailType":"payment-settled\.v1"\}\]\}$/,
    );
    assert.deepEqual(Object.keys(users), ["name", "arn", "clients", "groups", "scopes"]);
    assert.deepEqual(Object.keys((network as { endpoints: object }).endpoints), ["dynamodb", "sqs"]);
    const { alarms, ...plain } = rest;
    assert.match(JSON.stringify(alarms), /^\{"topicArn":"arn:aws:sns:/);
    assert.deepEqual(plain, {
      version: 1,
      name: "shop",
      logs: true,
      domain: { names: ["api.example.com"], securityPolicy: "TLS_1_2" },
      services: [],
      reads: [],
    });
  });

  it("gives services its bus, users, alarms, logs and domain, of which nothing is made anew", async () => {
    const { made, refused } = await deployed(outputs, async (platform) => {
      const service = new Microservice("payments", {
        platform,
        routes,
        publishes: { events: [Settled], table: ledger(), outbox: OUTBOX },
        consumes: { charge: { on: Reserved, to: { entry: ENTRY } } },
      });
      assert.ok(service.url);
      assert.equal(await resolved(service.url), "https://api.example.com/payments");
    });
    assert.equal(refused, undefined);
    const of = (type: string, name: string) => the(made, type, name).inputs;
    const { platform } = outputs as { platform: { bus: { name: string; arn: string }; users: { arn: string } } };
    for (const type of ["events/eventBus:EventBus", "cognito/userPool:UserPool", "apigateway/domainName:DomainName"])
      assert.deepEqual(
        listed(made).filter((each) => each.includes(type)),
        [],
      );
    assert.equal(of("aws:cloudwatch/eventRule:EventRule", "payments-charge").eventBusName, platform.bus.name);
    const { policy } = of("aws:iam/rolePolicy:RolePolicy", "payments-outbox-policy");
    assert.ok(String(policy).includes(platform.bus.arn), String(policy));
    const { components, paths } = JSON.parse(String(of("aws:apigateway/restApi:RestApi", "payments").body));
    assert.deepEqual(components.securitySchemes.people["x-amazon-apigateway-authorizer"].providerARNs, [
      platform.users.arn,
    ]);
    assert.deepEqual(paths["/{bookingId}"].get.security, [{ people: ["aws.cognito.signin.user.admin"] }]);
    const mapping = of("aws:apigatewayv2/apiMapping:ApiMapping", "shop-api.example.com-payments");
    assert.deepEqual(
      [mapping.domainName, mapping.apiMappingKey, mapping.stage],
      ["api.example.com", "payments", "payments"],
    );
    const alarms = made.filter(
      ({ type, name }) => type === "aws:cloudwatch/metricAlarm:MetricAlarm" && name.startsWith("payments"),
    );
    assert.ok(alarms.length > 5);
    for (const { name, inputs } of alarms) assert.match(String(inputs.alarmActions), /^arn:aws:sns:.*alarms/, name);
    assert.ok(of("aws:apigateway/stage:Stage", "payments-stage").accessLogSettings);
  });

  it("lets its users in by scopes and clients of the pool, and refuses others", async () => {
    const { refused } = await deployed(outputs, ({ users }) =>
      users?.authorizer({ token: "access", scopes: ["shop/book"] }),
    );
    assert.match(String(refused), /^people: authorizer\.scopes must be of aws\.cognito\.signin\.user\.admin, /);
    const { refused: unknown } = await deployed(outputs, ({ users }) =>
      users?.authorizer({ token: "id", clients: ["web"] }),
    );
    assert.equal(unknown, 'people: authorizer.clients must be of the pool\'s clients, app, desk (one is "web")');
  });

  it("gives functions its network, with the endpoints of its list, and refuses who needs another by name", async () => {
    const { made, refused } = await deployed(outputs, ({ network }) =>
      worker("work", { jobs: new Queue("jobs").send() }, network),
    );
    assert.equal(refused, undefined);
    assert.equal(made.filter(({ type }) => type === "aws:ec2/vpcEndpoint:VpcEndpoint").length, 0);
    const rule = the(made, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "work-to-sqs-endpoint");
    assert.match(String(rule.inputs.referencedSecurityGroupId), /^sg-/);
    const { refused: missing } = await deployed(outputs, (platform) => {
      const links = { events: platform.bus.put(Reserved) };
      const { network } = platform;
      assert.ok(network);
      new Microservice("billing", {
        platform,
        consumes: { work: { on: Settled, to: { entry: ENTRY, links, network } } },
      });
    });
    assert.equal(
      missing,
      `billing: consumes.work.to.links call events, but the network main of stack ${STACK} has neither an endpoint for it nor a way out; add events to its endpoints there, and deploy that first`,
    );
  });

  it("needs nothing but a bus; a service then shows its own URL", async () => {
    const bare = await exported(() => ({ bus: { events: [Reserved] } }));
    const { made, refused } = await deployed(bare, async (platform) => {
      assert.deepEqual(
        [platform.users, platform.network, platform.alarms, platform.domain],
        [undefined, undefined, undefined, undefined],
      );
      const { url } = new Microservice("payments", { platform, auth: "none", routes });
      assert.ok(url);
      assert.match(await resolved(url), /^https:\/\/\w+\.execute-api\.eu-west-1\.amazonaws\.com\/payments$/);
    });
    assert.equal(refused, undefined);
    assert.equal(made.filter(({ type }) => type.includes("apiMapping")).length, 0);
  });

  it("knows the services of its own stack, by path and by event", async () => {
    const taken = await exported(everything, (platform) => {
      const publishes = { events: [Settled], table: ledger(), outbox: OUTBOX };
      new Microservice("payments", { platform, routes, publishes });
    });
    const { refused } = await deployed(taken, (platform) => {
      new Microservice("billing", { platform, mount: "payments", routes });
    });
    assert.equal(
      refused,
      `billing: mount must be another path: /payments is that of service payments of stack ${STACK}`,
    );
    const { refused: event } = await deployed(taken, (platform) => {
      new Microservice("billing", { platform, publishes: { events: [Settled], table: ledger(), outbox: OUTBOX } });
    });
    assert.match(
      String(event),
      /^billing: publishes must be events of its own: payment-settled\.v1 .* of stack organization/,
    );
  });

  it("refuses an event that its bus does not have, another version of one too", async () => {
    const Newer = eventContract({ source: "shop.shows", name: "seats-reserved", version: 2, detail: Reserved.detail });
    const { refused } = await deployed(outputs, (platform) => {
      new Microservice("billing", { platform, consumes: { work: { on: Newer, to: { entry: ENTRY } } } });
    });
    assert.equal(
      refused,
      `billing: consumes.work.on must be an event of bus shop, seats-reserved.v1, payment-settled.v1 (it is seats-reserved.v2 of shop.shows); add it to the events of the bus in stack ${STACK}, and deploy that first`,
    );
  });

  it("is refused before anything is registered: a stack that is missing, without the output, of another shape", async () => {
    const { platform } = outputs as { platform: Record<string, unknown> };
    const { bus: _, ...without } = platform;
    const cases: [Record<string, unknown> | undefined, string][] = [
      [
        undefined,
        "stack must be there before organization/payments/prod, which reads its output platform: deploy that stack first, pulumi up -s organization/platform/prod",
      ],
      [{ url: "x" }, "platform must be among its outputs: export it there and deploy that stack first"],
      [{ platform: "x" }, 'platform must be an object (it is "x"), for organization/payments/prod'],
      [
        { platform: { ...platform, version: 2 } },
        "platform.version must be 1 (it is 2): update serverless-tiers here to that of the platform, for organization/payments/prod",
      ],
      [
        { platform: { name: "x" } },
        "platform.version must be 1 (it is not set): export the platform's shared there, with the serverless-tiers of this program, and deploy that stack first, for organization/payments/prod",
      ],
      [{ platform: without }, "platform.bus must be an object (it is not set), for organization/payments/prod"],
      [
        { platform: { ...platform, bus: { name: "b", arn: 7, events: [] } } },
        "platform.bus.arn must be a text (it is 7), for organization/payments/prod",
      ],
      [
        { platform: { ...platform, reads: ["organization/payments/prod"] } },
        "platform.reads must not name organization/payments/prod, which reads that stack: neither could be deployed first; what both need belongs into a stack that both read",
      ],
    ];
    for (const [given, message] of cases) {
      const { made, refused } = await deployed(given, () => worker());
      assert.deepEqual([refused, listed(made)], [`${STACK}: ${message}`, []]);
    }
  });

  it("takes what a newer one tells beside", async () => {
    const { platform } = outputs as { platform: object };
    const { refused } = await deployed({ platform: { ...platform, regions: ["eu-west-1"] } }, () => worker());
    assert.equal(refused, undefined);
  });
});
