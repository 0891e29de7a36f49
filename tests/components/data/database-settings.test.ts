import assert from "node:assert/strict";
import { registered } from "serverless-tiers-local/testing";
import type { DatabaseArgs } from "../../../components/data/database-args";
import { databaseSettings } from "../../../components/data/database-settings";
import { Network } from "../../../components/network/network";

type Args = Omit<DatabaseArgs, "network">;

const ARGS: Args = { migrations: "migrations/orders", capacity: { min: 0.5, max: 4 } };

describe("database settings", () => {
  let network: Network;
  before(() =>
    registered(() => {
      network = Network.adopt("dev", { vpcId: "vpc-1", subnetIds: ["subnet-1", "subnet-2"] });
    }),
  );

  const settings = (args: Partial<Args>, name = "orders") => databaseSettings(name, { network, ...ARGS, ...args });

  const refused = (args: Partial<Args>, message: string) =>
    it(`refuse ${JSON.stringify(args)}`, () =>
      assert.throws(() => settings(args), { name: "ArgsError", message: `orders: ${message}` }));

  it("have defaults that protect the data", () => {
    const { migrations, ...rest } = settings({}, "order-store");
    assert.deepEqual(Object.keys(migrations.files), ["migrations/0001-orders.sql"]);
    assert.deepEqual(rest, {
      databaseName: "order_store",
      writer: "order_store_writer",
      reader: "order_store_reader",
      engineVersion: "17",
      capacity: { min: 0.5, max: 4, pauseAfterSeconds: undefined },
      protected: true,
      multiAz: false,
      backupDays: 14,
      retention: "30 days",
      logDays: 30,
      kmsKeyArn: undefined,
      alarms: { topicArn: undefined },
    });
  });

  it("keep one day of backups of a database to throw away", () => {
    const { protected: kept, backupDays } = settings({ protection: "throw-away" });
    assert.deepEqual({ kept, backupDays }, { kept: false, backupDays: 1 });
  });

  it("keep logs for good when asked", () => {
    assert.equal(settings({ retention: "forever" }).logDays, 0);
  });

  it("pause after five minutes when the minimum is 0", () => {
    assert.equal(settings({ capacity: { min: 0, max: 1 } }).capacity.pauseAfterSeconds, 300);
    const later = settings({ capacity: { min: 0, max: 1, pauseAfter: "1 hour" } });
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
  refused(
    { engineVersion: "17.4" },
    'engineVersion must be a major version, "17": AWS chooses and upgrades the minor one (it is "17.4")',
  );
  const name =
    "must be 1 to 63 lower-case letters, digits and underscores, a letter first, and none of PostgreSQL's own";
  refused({ databaseName: "My-Orders" }, `databaseName ${name} (it is "My-Orders")`);
  refused({ databaseName: "postgres" }, `databaseName ${name} (it is "postgres")`);
  it("say where a database name comes from that nobody gave", () =>
    assert.throws(() => settings({}, "postgres"), {
      message: `postgres: databaseName ${name} (it is "postgres", from the component's name)`,
    }));
  it("leave room in the identifiers of instances", () => {
    assert.ok(settings({}, "a".repeat(28)));
    assert.throws(() => settings({}, "a".repeat(29)), {
      name: "ArgsError",
      message:
        /: name must be at most 28 characters long \(it has 29\): .*"a{29}-standby-" and 26 characters more, of which AWS takes 63; shorten it$/,
    });
  });
  refused({ backupRetention: "36 days" }, 'backupRetention must be at most "35 days" (it is "36 days")');
  refused({ backupRetention: "36 hours" }, 'backupRetention must be a whole number of days (it is "36 hours")');
});
