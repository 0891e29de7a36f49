import assert from "node:assert/strict";
import { registered } from "serverless-tiers-local/testing";
import type { DatabaseArgs } from "../../../../components/data/database/args";
import { Database } from "../../../../components/data/database/database";
import { planDatabase } from "../../../../components/data/database/plan";
import { Network } from "../../../../components/network/network";

type Args = Omit<DatabaseArgs, "network">;

const ARGS: Args = { migrations: "migrations/orders", capacity: { min: 0.5, max: 4 } };

const adopted = (internet = true) =>
  Network.adopt("dev", { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"], internet });

describe("the plan of a database", () => {
  let network: Network;
  before(() =>
    registered(() => {
      network = adopted();
    }),
  );

  const plan = (args: Partial<Args>, name = "orders") => planDatabase(name, { network, ...ARGS, ...args });

  const refused = (args: Partial<Args>, message: string) =>
    it(`refuses ${JSON.stringify(args)}`, () =>
      assert.throws(() => plan(args), { name: "ArgsError", message: `orders: ${message}` }));

  it("has defaults that protect the data", () => {
    const { migrations, network: place, ...rest } = plan({}, "order-store");
    assert.deepEqual(Object.keys(migrations.files), ["migrations/0001-orders.sql"]);
    assert.equal(place, network);
    assert.deepEqual(Object.fromEntries(Object.entries(rest)), {
      name: "order-store",
      databaseName: "order_store",
      databaseNameGiven: false,
      writer: "order_store_writer",
      reader: "order_store_reader",
      engineVersion: "17",
      capacity: { min: 0.5, max: 4, pauseAfterSeconds: undefined },
      protected: true,
      multiAz: false,
      backupDays: 14,
      retention: undefined,
      logDays: 30,
      kmsKeyArn: undefined,
      alarms: { topicArn: undefined },
      transform: undefined,
    });
  });

  it("may be handed to the component in place of arguments", async () => {
    const made = await registered(() => {
      const orders = planDatabase("orders", { network: adopted(), ...ARGS });
      assert.equal(new Database("orders", orders).plan, orders);
      assert.throws(() => new Database("shop", orders), {
        message: "shop: arguments must be the plan of shop (it is that of orders)",
      });
    });
    assert.equal(made.filter(({ type }) => type === "aws:rds/cluster:Cluster").length, 1);
  });

  it("refuses a network in which the migration could not sign in", async () => {
    await registered(() =>
      assert.throws(() => planDatabase("orders", { network: adopted(false), ...ARGS }), {
        name: "ArgsError",
        message:
          "orders: network must lead to secretsmanager, which the migration needs: the adopted network dev declares " +
          "no endpoint for it and no way out; add endpoints.secretsmanager, or internet: true, to what it declares",
      }),
    );
  });

  it("keeps one day of backups of a database to throw away", () => {
    const { protected: kept, backupDays } = plan({ protection: "throw-away" });
    assert.deepEqual({ kept, backupDays }, { kept: false, backupDays: 1 });
  });

  it("keeps logs for good when asked", () => {
    assert.equal(plan({ retention: "forever" }).logDays, 0);
  });

  it("pauses after five minutes when the minimum is 0", () => {
    assert.equal(plan({ capacity: { min: 0, max: 1 } }).capacity.pauseAfterSeconds, 300);
    const later = plan({ capacity: { min: 0, max: 1, pauseAfter: "1 hour" } });
    assert.equal(later.capacity.pauseAfterSeconds, 3600);
  });

  const half = "must be a multiple of half an ACU: 0, 0.5, 1 …";
  refused({ capacity: { min: 0.7, max: 4 } }, `capacity.min ${half} (it is 0.7)`);
  refused({ capacity: { min: -1, max: 4 } }, `capacity.min ${half} (it is -1)`);
  refused({ capacity: { min: Number.NaN, max: 4 } }, `capacity.min ${half} (it is NaN)`);
  refused({ capacity: { min: 0, max: 0.5 } }, "capacity.max must be 1 to 256 ACU (it is 0.5)");
  refused({ capacity: { min: 0, max: 300 } }, "capacity.max must be 1 to 256 ACU (it is 300)");
  refused({ capacity: { min: 8, max: 4 } }, "capacity.min must not be over capacity.max (it is 8, capacity.max is 4)");
  refused(
    { capacity: { min: 1, max: 4, pauseAfter: "5 minutes" } },
    'capacity.pauseAfter must be absent, or capacity.min be 0: only then the cluster pauses (it is "5 minutes", capacity.min is 1)',
  );
  refused(
    { capacity: { min: 0, max: 4, pauseAfter: "1 minute" } },
    'capacity.pauseAfter must be at least "5 minutes" (it is "1 minute")',
  );
  const major = 'engineVersion must be a major version from 14 on, "17": AWS chooses and upgrades the minor one';
  refused({ engineVersion: "17.4" }, `${major} (it is "17.4")`);
  refused({ engineVersion: "13" }, `${major} (it is "13")`);
  const name =
    "must be 1 to 63 lower-case letters, digits and underscores, a letter first, and none of PostgreSQL's own";
  refused({ databaseName: "My-Orders" }, `databaseName ${name} (it is "My-Orders")`);
  refused({ databaseName: "postgres" }, `databaseName ${name} (it is "postgres")`);
  it("says where a database name comes from that nobody gave", () =>
    assert.throws(() => plan({}, "postgres"), {
      message: `postgres: databaseName ${name} (it is "postgres", from the component's name)`,
    }));
  it("leaves room in the identifiers of instances", () => {
    assert.ok(plan({}, "a".repeat(28)));
    assert.throws(() => plan({}, "a".repeat(29)), {
      name: "ArgsError",
      message:
        /: name must be at most 28 characters long \(it has 29\): .*"a{29}-standby-" and 26 characters more, of which AWS takes 63; shorten it$/,
    });
  });
  refused({ backupRetention: "36 days" }, 'backupRetention must be at most "35 days" (it is "36 days")');
  refused({ backupRetention: "36 hours" }, 'backupRetention must be a whole number of days (it is "36 hours")');
  refused(
    { transform: { instance: {} } as Args["transform"] },
    "transform.instance is unknown; the keys are cluster, writer, standby, parameters, subnets, securityGroup, logGroup, migration, capacityAlarm, migrate",
  );
  refused(
    { transform: { migrate: { roles: {} } } as Args["transform"] },
    "transform.migrate.roles is unknown; did you mean role?",
  );
});
