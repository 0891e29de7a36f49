import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { listed, registered, resolved, the } from "serverless-tiers-local/testing";
import type { TableArgs } from "../../../../components/data/table/args";
import { Table } from "../../../../components/data/table/table";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import type { WebSocketApiArgs } from "../../../../components/logic/websocket-api/args";
import { WebSocketApi } from "../../../../components/logic/websocket-api/websocket-api";
import { Network } from "../../../../components/network/network";
import { AccountLogRole } from "../../../../components/operations/account-log-role/account-log-role";

const ENTRY = "tests/components/logic/function/echo.handler.ts";
const ROUTE = "aws:apigatewayv2/route:Route";
const PERMISSION = "aws:lambda/permission:Permission";

const lambda = (name: string) => new LambdaFunction(name, { entry: ENTRY });
const tickets = (args: Partial<TableArgs> = {}) =>
  new Table("tickets", { key: { partition: "ticket" }, timeToLive: "expires", ...args });
const connections = () => new Table("connections", { key: { partition: "connectionId" }, timeToLive: "expires" });

const deploy = async (args: (follow: LambdaFunction) => Partial<WebSocketApiArgs>) => {
  const made: { live?: WebSocketApi } = {};
  const resources = await registered(() => {
    const follow = lambda("follow");
    const defaults = { connect: { authorizer: "none" }, routes: { follow } } as const;
    made.live = new WebSocketApi("live", { ...defaults, ...args(follow) });
  });
  assert.ok(made.live);
  return { resources, live: made.live };
};

const mine = (lines: readonly string[]) =>
  lines.filter((line) => / live/.test(line) && !/ live-(keep|redeem)/.test(line) && !line.endsWith("Function live"));

describe("a WebSocket API", () => {
  it("has exactly these children", async () => {
    const { resources } = await deploy(() => ({}));
    assert.deepEqual(mine(listed(resources)), [
      "aws:apigatewayv2/api:Api live",
      "aws:apigatewayv2/deployment:Deployment live-deployment",
      "aws:apigatewayv2/integration:Integration live-integration-follow",
      "aws:apigatewayv2/integration:Integration live-opening",
      `${ROUTE} live-connect-route`,
      `${ROUTE} live-route-follow`,
      "aws:apigatewayv2/stage:Stage live-stage",
      "aws:cloudwatch/metricAlarm:MetricAlarm live-errors-alarm",
      `${PERMISSION} live-invoke-follow`,
      "serverless-tiers:index:WebSocketApi live",
    ]);
    const whole = await deploy((follow) => ({
      connect: { authorizer: { tickets: tickets() } },
      routes: { follow: { to: follow, answers: true }, leave: follow },
      connections: connections(),
      logRole: new AccountLogRole("log-role", { role: "existing" }),
      alarms: false,
    }));
    assert.deepEqual(mine(listed(whole.resources)), [
      "aws:apigatewayv2/api:Api live",
      "aws:apigatewayv2/authorizer:Authorizer live-authorizer",
      "aws:apigatewayv2/deployment:Deployment live-deployment",
      "aws:apigatewayv2/integration:Integration live-connections-integration",
      "aws:apigatewayv2/integration:Integration live-integration-follow",
      `${ROUTE} live-connect-route`,
      `${ROUTE} live-disconnect-route`,
      `${ROUTE} live-route-follow`,
      `${ROUTE} live-route-leave`,
      "aws:apigatewayv2/routeResponse:RouteResponse live-answer-follow",
      "aws:apigatewayv2/stage:Stage live-stage",
      "aws:cloudwatch/logGroup:LogGroup live-access-logs",
      `${PERMISSION} live-authorize`,
      `${PERMISSION} live-connections-permission`,
      `${PERMISSION} live-invoke-follow`,
      "serverless-tiers:index:WebSocketApi live",
    ]);
  });

  it("is deployed anew with what its parts are made with, their hatches included, and for nothing else", async () => {
    const hash = async (args: Partial<WebSocketApiArgs>) => {
      const { resources } = await deploy(() => args);
      return the(resources, "aws:apigatewayv2/deployment:Deployment", "live-deployment").inputs.triggers;
    };
    const before = await hash({});
    assert.deepEqual(await hash({ throttle: { rate: 10, burst: 20 } }), before);
    assert.notDeepEqual(await hash({ transform: { integrations: { timeoutMilliseconds: 1_000 } } }), before);
    assert.notDeepEqual(await hash({ connect: { authorizer: "iam" } }), before);
  });

  it("asks on $connect alone, and stands something behind it", async () => {
    const types = async (authorizer: () => WebSocketApiArgs["connect"]["authorizer"]) => {
      const { resources } = await deploy(() => ({ connect: { authorizer: authorizer() } }));
      const { authorizationType, target } = the(resources, ROUTE, "live-connect-route").inputs;
      assert.match(String(target), /^integrations\/./);
      assert.equal(the(resources, ROUTE, "live-route-follow").inputs.authorizationType, undefined);
      return authorizationType;
    };
    assert.equal(await types(() => "none"), "NONE");
    assert.equal(await types(() => "iam"), "AWS_IAM");
    assert.equal(await types(() => lambda("guard")), "CUSTOM");
    assert.equal(await types(() => ({ tickets: tickets() })), "CUSTOM");
  });

  it("gives its own functions what they need and no more", async () => {
    const { resources } = await deploy(() => ({
      connect: { authorizer: { tickets: tickets() } },
      connections: connections(),
    }));
    const actions = (role: string) =>
      JSON.parse(String(the(resources, "aws:iam/rolePolicy:RolePolicy", `live-${role}-policy`).inputs.policy))
        .Statement.flatMap(({ Action }: { Action: string[] }) => Action)
        .filter((action: string) => action.startsWith("dynamodb:"));
    assert.deepEqual(actions("redeem"), ["dynamodb:DeleteItem"]);
    assert.deepEqual(actions("keep"), ["dynamodb:PutItem", "dynamodb:DeleteItem"]);
  });

  it("links to its connections, one verb each", async () => {
    const { live } = await deploy(() => ({ stage: "v1" }));
    for (const [link, method] of [
      [live.send(), "POST"],
      [live.disconnect(), "DELETE"],
    ] as const) {
      const executionArn = await resolved(live.nodes.stage.executionArn);
      assert.deepEqual(
        link.grants.map(({ actions }) => actions),
        [["execute-api:ManageConnections"]],
      );
      const [arn] = link.grants.flatMap(({ resources }) => resources);
      assert.equal(await resolved(pulumi.output(arn)), `${executionArn}/${method}/@connections/*`);
      assert.deepEqual(Object.keys(link.environment("news")), ["NEWS_CONNECTIONS_URL"]);
    }
  });

  it("lets a function behind its own routes send where one of them says so, once, before it answers", async () => {
    const { resources } = await deploy((follow) => ({
      routes: { follow: { to: follow, sends: true }, leave: { to: follow, sends: true }, stay: lambda("stay") },
    }));
    const policies = resources.filter(
      ({ type, name }) => type === "aws:iam/rolePolicy:RolePolicy" && /^live-/.test(name),
    );
    assert.deepEqual(
      policies.map(({ name }) => name),
      ["live-send-follow"],
    );
    const [policy] = policies;
    const { Statement } = JSON.parse(String(policy?.inputs.policy));
    const api = the(resources, "aws:apigatewayv2/api:Api", "live");
    assert.equal(Statement.length, 1);
    assert.deepEqual(Statement[0].Action, ["execute-api:ManageConnections"]);
    assert.match(String(Statement[0].Resource), /^arn:aws:execute-api:[\w-]+:\d+:\w+\/live\/POST\/@connections\/\*$/);
    assert.equal(
      policy?.inputs.role,
      the(resources, "aws:iam/role:Role", "follow-role").inputs.name ?? policy?.inputs.role,
    );
    const stage = the(resources, "aws:apigatewayv2/stage:Stage", "live-stage");
    assert.ok(stage.dependencies.includes(policy?.urn ?? ""));
    assert.ok(api);
  });

  it("refuses a function that would send from within a network without a way out", async () => {
    await registered(() => {
      const network = new Network("main", { cidr: "10.0.0.0/16", zones: 2, nat: "none" });
      const inside = new LambdaFunction("inside", { entry: ENTRY, network });
      assert.throws(
        () =>
          new WebSocketApi("live", {
            connect: { authorizer: "none" },
            routes: { follow: { to: inside, sends: true } },
          }),
        /^ArgsError: live: routes\["follow"\]\.sends must be absent: function inside stands in network main and has no way out/,
      );
    });
  });

  it("mistakes no name for one of its own", async () => {
    const names = ["connect", "disconnect", "default", "connections", "authorizer"];
    const { live } = await deploy((follow) => ({
      connect: { authorizer: { tickets: tickets() } },
      routes: Object.fromEntries(names.map((name) => [name, { to: lambda(name), answers: true }])),
      default: { to: follow, answers: true },
      connections: connections(),
    }));
    assert.deepEqual(Object.keys(live.nodes.permissions).sort(), [
      "$authorizer",
      "$connections",
      ...[...names, "follow"].sort(),
    ]);
  });

  const refused: readonly (readonly [RegExp, (follow: LambdaFunction) => Partial<WebSocketApiArgs>])[] = [
    [/^live: routes must hold a route, or there must be a default/, () => ({ routes: {} })],
    [/^live: routes\["\$connect"\] is no place for/, (follow) => ({ routes: { $connect: follow } })],
    [/^live: routes\["a b"\] must be called by/, (follow) => ({ routes: { "a b": follow } })],
    [/^live: stage must be 1 to 128/, () => ({ stage: "a/b" })],
    [/^live: selection must be a member of the message/, () => ({ selection: "action" })],
    [/^live: throttle.rate must be above 0/, () => ({ throttle: { rate: 0, burst: 1 } })],
    [
      /^live: connect.to must be absent where connections are kept/,
      (follow) => ({ connect: { authorizer: "none", to: follow }, connections: connections() }),
    ],
    [
      /^live: disconnect must be absent where connections are kept/,
      (follow) => ({ disconnect: follow, connections: connections() }),
    ],
    [/^live: connections must be a table with .*connectionId/, () => ({ connections: tickets() })],
    [
      /^live: connect.authorizer.tickets must be a table with .*timeToLive: "expires".*its timeToLive "ends"\)$/,
      () => ({ connect: { authorizer: { tickets: tickets({ timeToLive: "ends" }) } } }),
    ],
  ];
  for (const [message, args] of refused)
    it(`refuses what cannot be: ${message.source}`, async () => {
      const resources = await registered(() => {
        const follow = lambda("follow");
        const all = { connect: { authorizer: "none" }, routes: { follow }, ...args(follow) } as const;
        assert.throws(() => new WebSocketApi("live", all), { name: "ArgsError", message });
      });
      assert.deepEqual(mine(listed(resources)), []);
    });
});
