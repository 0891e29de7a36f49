import assert from "node:assert/strict";
import { registered } from "serverless-tiers-local/testing";
import type { InstanceDatabaseArgs, ServerlessDatabaseArgs } from "../../../../components/data/database/args";
import { Database } from "../../../../components/data/database/database";
import { planDatabase } from "../../../../components/data/database/plan";
import { Network } from "../../../../components/network/network";

type Args = Omit<ServerlessDatabaseArgs, "network">;

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
      windows: {},
      proxy: undefined,
      passwords: {},
      dataApi: false,
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
    assert.equal(plan({ capacity: { min: 0, max: 1 } }).capacity?.pauseAfterSeconds, 300);
    const later = plan({ capacity: { min: 0, max: 1, pauseAfter: "1 hour" } });
    assert.equal(later.capacity?.pauseAfterSeconds, 3600);
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
  refused(
    { capacity: { min: 0, max: 4 }, proxy: true },
    "proxy must be absent where capacity.min is 0: a proxy keeps connections open, so that the cluster never pauses; let capacity.min be 0.5",
  );
  refused(
    { dataApi: true },
    "dataApi must be false unless the database keeps a password, with which it signs in: give it passwords: { writer: {} }",
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
    "transform.instance is unknown; the keys are cluster, writer, standby, parameters, subnets, securityGroup, logGroup, migration, proxy, proxyRole, proxyPolicy, proxyLogGroup, proxySecurityGroup, proxyEgress, proxyIngress, proxyPool, proxyTarget, proxyReader, capacityAlarm, migrate",
  );
  refused(
    { transform: { migrate: { roles: {} } } as Args["transform"] },
    "transform.migrate.roles is unknown; did you mean role?",
  );
});

describe("the plan of a database on an instance", () => {
  let network: Network;
  before(() =>
    registered(() => {
      // No way to Secrets Manager, which no migration of an instance needs.
      network = adopted(false);
    }),
  );

  const INSTANCE: InstanceDatabaseArgs["instance"] = { class: "db.t4g.medium", storage: "20 GB" };
  const plan = (instance: object, args: object = {}) =>
    planDatabase("venues", {
      network,
      migrations: "migrations/orders",
      instance: { ...INSTANCE, ...instance },
      ...args,
    } as InstanceDatabaseArgs);
  const refused = (instance: object, message: string, args: object = {}) =>
    it(`refuses ${JSON.stringify({ ...instance, ...args })}`, () =>
      assert.throws(() => plan(instance, args), { name: "ArgsError", message: `venues: ${message}` }));

  it("has defaults", () => {
    assert.deepEqual(plan({}).instance, {
      class: "db.t4g.medium",
      memoryGiB: 4,
      maxConnections: 337,
      storageGiB: 20,
      maxStorageGiB: undefined,
      replicas: 0,
      blueGreen: false,
      monitoringSeconds: 0,
    });
    assert.equal(plan({}).capacity, undefined);
  });

  for (const [instanceClass, memory] of [
    ["db.t3.micro", 1],
    ["db.t4g.small", 2],
    ["db.t4g.large", 8],
    ["db.t4g.2xlarge", 32],
    ["db.m7g.large", 8],
    ["db.m6gd.16xlarge", 256],
    ["db.r6i.xlarge", 32],
    ["db.x2g.large", 32],
  ] as const)
    it(`knows the memory of ${instanceClass}`, () =>
      assert.equal(plan({ class: instanceClass }).instance?.memoryGiB, memory));

  it("never counts on more connections than PostgreSQL on RDS takes", () =>
    assert.equal(plan({ class: "db.r7g.16xlarge" }).instance?.maxConnections, 5000));

  const known = 'must be an instance class of the families t3, t4g, m, r or x2, "db.t4g.medium" or "db.m7g.large"';
  refused({ class: "db.serverless" }, `instance.class ${known} (it is "db.serverless")`);
  refused({ class: "t4g.medium" }, `instance.class ${known} (it is "t4g.medium")`);
  refused({ class: "db.m7g.medium" }, `instance.class ${known} (it is "db.m7g.medium")`);
  refused({ storage: "10 GB" }, 'instance.storage must be at least "20 GB" (it is "10 GB")');
  refused({ storage: "20500 MB" }, 'instance.storage must be a whole number of GB (it is "20500 MB")');
  refused({ storage: { size: "70000 GB" } }, 'instance.storage.size must be at most "65536 GB" (it is "70000 GB")');
  refused(
    { storage: { size: "100 GB", upTo: "109 GB" } },
    'instance.storage.upTo must be at least "110 GB", 10 % over instance.storage.size (it is "109 GB")',
  );
  refused({ replicas: 16 }, "instance.replicas must be a whole number from 0 to 15 (it is 16)");
  refused(
    { replicas: 1, update: "blue/green" },
    'instance.update must be "in place" with replicas, of which RDS makes no blue/green update (there are 1)',
  );
  refused(
    { monitoring: "20 seconds" },
    'instance.monitoring must be 1, 5, 10, 15, 30 or 60 seconds, or false (it is "20 seconds")',
  );
  refused(
    {},
    "instance must be absent with capacity: a database is Aurora Serverless (capacity) or an instance of RDS (instance)",
    { capacity: { min: 0, max: 1 } },
  );
  refused(
    {},
    "transform.cluster is unknown; the keys are instance, replica, instanceParameters, subnets, securityGroup, logGroup, migration, proxy, proxyRole, proxyPolicy, proxyLogGroup, proxySecurityGroup, proxyEgress, proxyIngress, proxyPool, proxyTarget, proxyReader, replicaLogGroup, instanceAlarm, monitoringRole, monitoringPolicy, migrate",
    { transform: { cluster: {} } },
  );

  it("has a proxy that leaves some connections to others, when asked", () => {
    assert.deepEqual(plan({}, { proxy: true }).proxy, {
      share: 90,
      borrowTimeoutSeconds: 10,
      idleTimeoutSeconds: 1800,
    });
    assert.equal(plan({}, { proxy: false }).proxy, undefined);
    assert.deepEqual(plan({}, { proxy: { share: 50, borrowTimeout: "2 minutes" } }).proxy, {
      share: 50,
      borrowTimeoutSeconds: 120,
      idleTimeoutSeconds: 1800,
    });
  });
  refused({}, "proxy.share must be a whole number from 1 to 100 (it is 0)", { proxy: { share: 0 } });
  refused({}, 'proxy.borrowTimeout must be at most "5 minutes" (it is "6 minutes")', {
    proxy: { borrowTimeout: "6 minutes" },
  });
  refused(
    { update: "blue/green" },
    'proxy must be absent where instance.update is "blue/green": RDS has no such updates behind a proxy',
    { proxy: true },
  );

  const window = (path: string, example: string, is: string) =>
    `maintenance.${path} must be a time in UTC of at least 30 minutes, such as "${example}" (it is "${is}")`;
  for (const wrong of ["02:00-02:29", "2:00-3:00", "02:00", "24:00-01:00"])
    refused({}, window("backup", "02:00-02:30", wrong), { maintenance: { backup: wrong } });
  for (const wrong of ["sun:03:00-sun:03:20", "03:00-04:00", "day:03:00-day:04:00"])
    refused({}, window("week", "sun:03:00-sun:04:00", wrong), { maintenance: { week: wrong } });
  for (const [backup, week] of [
    ["02:00-03:00", "sun:02:30-sun:03:30"],
    ["23:45-00:15", "sun:00:00-sun:01:00"],
    ["23:45-00:15", "mon:00:00-mon:01:00"],
    ["01:00-02:00", "sun:23:00-mon:01:30"],
  ] as const)
    refused({}, `maintenance.week must not overlap with maintenance.backup (${week}, ${backup})`, {
      maintenance: { backup, week },
    });
  it("takes windows beside each other, over midnight and over the end of the week", () => {
    for (const maintenance of [
      { backup: "02:00-02:30", week: "sun:02:30-sun:03:00" },
      { backup: "01:30-02:00", week: "sun:23:00-mon:01:30" },
    ])
      assert.deepEqual(plan({}, { maintenance }).windows, maintenance);
  });
});
