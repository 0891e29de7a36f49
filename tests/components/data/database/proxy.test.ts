import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { dependencies, registered, resolved, the } from "serverless-tiers-local/testing";
import type { DatabaseArgs } from "../../../../components/data/database/args";
import { Database } from "../../../../components/data/database/database";
import { LambdaFunction } from "../../../../components/logic/function/lambda-function";
import { Network } from "../../../../components/network/network";

const PROXY = "aws:rds/proxy:Proxy";
const TARGET = "aws:rds/proxyTarget:ProxyTarget";
const ENDPOINT = "aws:rds/proxyEndpoint:ProxyEndpoint";
const POOL = "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup";
const POLICY = "aws:iam/rolePolicy:RolePolicy";
const LOG = "aws:cloudwatch/logGroup:LogGroup";
const OUT = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const IN = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";

const AURORA = { capacity: { min: 0.5, max: 4 } } as const;
const INSTANCE = { instance: { class: "db.t4g.medium", storage: "20 GB" } } as const;

const make = async (args: object) => {
  let database: Database | undefined;
  const made = await registered(() => {
    const network = new Network("main");
    const all = { network, migrations: "migrations/orders", proxy: true, ...args } as DatabaseArgs;
    database = new Database("orders", all);
    const links = { store: database.writer() };
    new LambdaFunction("store", { entry: "tests/components/logic/function/echo.handler.ts", links });
  });
  assert.ok(database);
  return { made, database };
};

const of = async (link: ReturnType<Database["writer"]>) => ({
  resources: await resolved(pulumi.output(link.grants.flatMap(({ resources }) => [...resources]))),
  host: (await resolved(pulumi.output(link.environment("store")))).STORE_HOST,
  limit: link.connections,
});

describe("Database behind a proxy", function () {
  this.timeout(30_000);

  it("is reached through it, by token on both sides, and by exactly its two users", async () => {
    const { made, database } = await make(AURORA);
    const { name, roleArn, vpcSubnetIds, vpcSecurityGroupIds, ...rest } = the(made, PROXY, "orders-proxy").inputs;
    assert.deepEqual(rest, {
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: "IAM_AUTH",
      requireTls: true,
      idleClientTimeout: 1800,
    });
    assert.match(String(name), /^orders-proxy-[0-9a-f]{7}$/);
    assert.match(String(roleArn), /:role\/orders-proxy-role-/);
    assert.deepEqual([(vpcSubnetIds as []).length, (vpcSecurityGroupIds as []).length], [2, 1]);
    const cluster = await resolved(database.nodes.cluster?.clusterResourceId ?? pulumi.output(""));
    assert.deepEqual(JSON.parse(String(the(made, POLICY, "orders-proxy-policy").inputs.policy)).Statement, [
      {
        Effect: "Allow",
        Action: ["rds-db:connect"],
        Resource: ["writer", "reader"].map(
          (user) => `arn:aws:rds-db:eu-west-1:000000000000:dbuser:${cluster}/orders_${user}`,
        ),
      },
    ]);
    assert.deepEqual(the(made, POOL, "orders-proxy-pool").inputs, {
      dbProxyName: name,
      connectionPoolConfig: {
        maxConnectionsPercent: 90,
        maxIdleConnectionsPercent: 45,
        connectionBorrowTimeout: 10,
      },
    });
    assert.equal(the(made, LOG, "orders-proxy-log").inputs.name, `/aws/rds/proxy/${name}`);
    const target = the(made, TARGET, "orders-proxy-target");
    for (const needed of [`${OUT} orders-proxy-to-database`, `${IN} orders-proxy-to-database`])
      assert.ok(dependencies(target).includes(needed), needed);
    const proxy = await resolved(database.nodes.proxy?.arn ?? pulumi.output(""));
    const writer = await of(database.writer());
    assert.match(String(writer.host), /^orders-proxy-[0-9a-f]{7}\.proxy-/);
    assert.deepEqual(writer.resources, [
      `arn:aws:rds-db:eu-west-1:000000000000:dbuser:${proxy.split(":").at(-1)}/orders_writer`,
    ]);
    assert.equal(writer.limit, undefined);
  });

  it("lets functions reach the proxy alone, and the migration the database", async () => {
    const { made } = await make(AURORA);
    const into = made.filter(({ type }) => type === IN).map(({ name }) => name);
    assert.ok(into.includes("store-to-orders-proxy"), into.join());
    assert.ok(into.includes("orders-migrate-to-orders"), into.join());
    assert.equal(into.includes("store-to-orders"), false);
  });

  it("has an endpoint for readers where a cluster has a standby", async () => {
    const { made, database } = await make({ ...AURORA, multiAz: true });
    assert.equal(the(made, ENDPOINT, "orders-proxy-reader").inputs.targetRole, "READ_ONLY");
    assert.match(String((await of(database.reader())).host), /^orders-proxy-[0-9a-f]{7}-reader\.endpoint\.proxy-/);
    const alone = await make(AURORA);
    assert.equal(
      alone.made.some(({ type }) => type === ENDPOINT),
      false,
    );
    assert.equal((await of(alone.database.reader())).host, (await of(alone.database.writer())).host);
  });

  it("leads to the writer of an instance; readers of replicas go past it", async () => {
    const { made, database } = await make({ instance: { ...INSTANCE.instance, replicas: 1 } });
    const { dbInstanceIdentifier, dbClusterIdentifier } = the(made, TARGET, "orders-proxy-target").inputs;
    assert.match(String(dbInstanceIdentifier), /^orders-[0-9a-f]{7}$/);
    assert.equal(dbClusterIdentifier, undefined);
    assert.match(String((await of(database.writer())).host), /\.proxy-/);
    assert.match(String((await of(database.reader())).host), /-replica-1\./);
    const alone = await make(INSTANCE);
    assert.match(String((await of(alone.database.reader())).host), /\.proxy-/);
  });
});
