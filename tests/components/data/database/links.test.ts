import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { registered, resolved } from "serverless-tiers-local/testing";
import type { Link } from "../../../../components/core/rights/link";
import { Database } from "../../../../components/data/database/database";
import { Network } from "../../../../components/network/network";

const must = <T>(value: T | undefined): T => {
  assert.ok(value);
  return value;
};

const values = async (inputs: Record<string, pulumi.Input<string>>) => resolved(pulumi.output(inputs));

describe("Database links", function () {
  this.timeout(30_000);
  let database: Database;
  let network: Network;
  before(() =>
    registered(() => {
      network = new Network("main");
      const capacity = { min: 0, max: 1 };
      database = new Database("orders", { network, migrations: "migrations/orders", capacity, multiAz: true });
    }),
  );

  const grants = async (link: Link) =>
    Promise.all(
      link.grants.map(async ({ actions, resources }) => ({
        actions,
        resources: await resolved(pulumi.output(resources)),
      })),
    );

  for (const [verb, host] of [
    ["writer", "cluster"],
    ["reader", "cluster-ro"],
  ] as const)
    it(`${verb}() signs in as one user of one cluster`, async () => {
      const link = database[verb]();
      const [grant, ...more] = await grants(link);
      assert.deepEqual(more, []);
      assert.deepEqual(grant?.actions, ["rds-db:connect"]);
      const resourceId = await resolved(must(database.nodes.cluster).clusterResourceId);
      assert.deepEqual(grant?.resources, [`arn:aws:rds-db:eu-west-1:000000000000:dbuser:${resourceId}/orders_${verb}`]);
      const environment = await values(link.environment("orderStore"));
      const { ORDER_STORE_HOST, ...rest } = environment;
      assert.match(
        String(ORDER_STORE_HOST),
        new RegExp(`^orders-[^.]+\\.${host}-[^.]+\\.eu-west-1\\.rds\\.amazonaws\\.com$`),
      );
      assert.deepEqual(rest, {
        ORDER_STORE_PORT: "5432",
        ORDER_STORE_DATABASE: "orders",
        ORDER_STORE_USER: `orders_${verb}`,
      });
      assert.equal(link.description, `sign in to database orders as orders_${verb}`);
    });

  it("lead to the database's security group, with its certificates and its limit of connections", async () => {
    const { reaches, certificates, connections, service } = database.writer();
    assert.ok(reaches);
    assert.equal(reaches.network, network);
    assert.deepEqual([reaches.name, reaches.ports], ["orders", [5432]]);
    assert.equal(
      await resolved(pulumi.output(reaches.securityGroupId)),
      await resolved(database.nodes.securityGroup.id),
    );
    assert.match(await resolved(pulumi.output(certificates ?? "")), /^-----BEGIN CERTIFICATE-----/);
    assert.deepEqual(connections, { of: database });
    assert.equal(database.maxConnections, 189);
    assert.equal(service, undefined);
  });

  it("wait for the users and tables, and for the instances that answer", () => {
    const { migration, writer, standby } = database.nodes;
    assert.deepEqual(database.writer().dependsOn, [migration, writer, standby]);
  });
});
