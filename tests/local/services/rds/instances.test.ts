import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import type { Properties } from "../../../../local/engine/resources/resource-type";
import type { Services } from "../../../../local/services/directory";
import type { ManagedSecrets } from "../../../../local/services/rds/master";
import { createRdsService } from "../../../../local/services/rds/service";
import { authorityPath } from "../../../../local/tls/certificates";
import { contextOf, type TestCloud, testCloud } from "./test-cloud";
import { throwAwayFolder } from "./throw-away";

const context = contextOf("instance:Instance");

const INPUTS: Properties = {
  engine: "postgres",
  engineVersion: "17",
  instanceClass: "db.t4g.medium",
  identifier: "venues",
  allocatedStorage: 20,
  dbName: "venues",
  username: "postgres",
  password: "the-first-one",
  iamDatabaseAuthenticationEnabled: true,
  parameterGroupName: "venues",
  skipFinalSnapshot: true,
};

const REPLICA: Properties = {
  identifier: "venues-replica-1",
  replicateSourceDb: "venues",
  instanceClass: "db.t4g.medium",
  parameterGroupName: "venues",
  skipFinalSnapshot: true,
};

describe("an instance of RDS for PostgreSQL in the local cloud", function () {
  this.timeout(60_000);
  let folder: ReturnType<typeof throwAwayFolder>;
  let cloud: TestCloud;
  let rds: Services["rds"];
  const stored = new Map<string, string>();
  const secrets: ManagedSecrets = {
    createManagedSecret: async (name, value) => {
      stored.set(name, value);
      return { arn: `arn:${name}`, value };
    },
    deleteManagedSecret: async (arn) => void stored.delete(arn.replace("arn:", "")),
  };
  const behaviour = (type: string) => {
    const found = rds.resources.find((each) => each.type.endsWith(`:${type}`));
    if (!found) throw new Error(type);
    return found;
  };
  const made = new Map<string, { id: string; inputs: Properties; outputs: Properties }>();
  const make = async (inputs: Properties): Promise<Properties> => {
    const name = String(inputs.identifier);
    const { id, outputs } = await behaviour("Instance").create(inputs, context(name));
    made.set(name, { id, inputs, outputs });
    return outputs;
  };
  const at = (name: string) => made.get(name) ?? assert.fail(name);
  const update = (name: string, changes: Properties) => {
    const { id, inputs, outputs } = at(name);
    return behaviour("Instance").update?.(id, { ...inputs, ...changes }, { inputs, outputs }, context(name));
  };
  const remove = (name: string) => behaviour("Instance").delete(at(name).id, at(name).outputs);

  const query = async (host: string, sql: string, changes: ClientConfig = {}): Promise<unknown[]> => {
    const client = new Client({
      host: "127.0.0.1",
      port: cloud.directory.hosts.find(host, 5432),
      database: "venues",
      user: "postgres",
      password: "the-first-one",
      ssl: { ca: readFileSync(authorityPath(cloud.folder), "utf8"), servername: host },
      ...changes,
    });
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const host = (name: string) => String(at(name).outputs.address);
  /** Replicas are behind by moments. */
  const follows = async (name: string, sql: string, rows: unknown[]) => {
    for (let tries = 0; tries < 50; tries += 1) {
      const found = await query(host(name), sql).catch(() => []);
      if (JSON.stringify(found) === JSON.stringify(rows)) return;
      await sleep(50);
    }
    assert.deepEqual(await query(host(name), sql), rows);
  };

  before(async () => {
    folder = throwAwayFolder();
    cloud = testCloud(folder.path, undefined, {
      secretsmanager: () => ({ name: "secretsmanager", resources: [], ...secrets }),
    });
    rds = createRdsService(cloud);
    const parameters = [{ name: "rds.force_ssl", value: "1" }];
    await behaviour("ParameterGroup").create({ name: "venues", parameters }, context("group"));
    await make(INPUTS);
    await query(host("venues"), "CREATE TABLE kept AS SELECT 7 AS value");
  });
  after(async () => {
    await rds.stop?.();
    await cloud.storage.close();
    folder.remove();
  });

  it("has a host name and an id of AWS's shape", () => {
    const { id, outputs } = at("venues");
    assert.match(id, /^db-[A-Z2-7]{26}$/);
    assert.match(host("venues"), /^venues\.[a-z0-9]{12}\.eu-west-1\.rds\.amazonaws\.com$/);
    assert.deepEqual([outputs.resourceId, outputs.endpoint, outputs.dbName], [id, `${host("venues")}:5432`, "venues"]);
  });

  it("takes the password of the program, and no connection without TLS", async () => {
    assert.deepEqual(await query(host("venues"), "SELECT value FROM kept"), [{ value: 7 }]);
    await assert.rejects(query(host("venues"), "SELECT 1", { password: "another" }), { code: "28P01" });
    await assert.rejects(query(host("venues"), "SELECT 1", { ssl: false }), { code: "28000" });
  });

  it("has replicas that follow it and write nothing, also after it was started anew", async () => {
    await make(REPLICA);
    await follows("venues-replica-1", "SELECT value FROM kept", [{ value: 7 }]);
    await query(host("venues"), "INSERT INTO kept VALUES (8)");
    await follows("venues-replica-1", "SELECT max(value) AS value FROM kept", [{ value: 8 }]);
    await assert.rejects(query(host("venues-replica-1"), "INSERT INTO kept VALUES (9)"), {
      code: "25006",
      message: "cannot execute INSERT in a read-only transaction",
    });
    const recovery = "SELECT pg_is_in_recovery() AS follows";
    assert.deepEqual(await query(host("venues-replica-1"), recovery), [{ follows: true }]);
    // The parameters are others: the instance is started anew, and its replica finds it again.
    const values = [
      { name: "rds.force_ssl", value: "1" },
      { name: "log_min_duration_statement", value: "5000" },
    ];
    await behaviour("ParameterGroup").update?.(
      "venues",
      { name: "venues", parameters: values },
      { inputs: {}, outputs: {} },
      context("group"),
    );
    await query(host("venues"), "INSERT INTO kept VALUES (9)");
    await follows("venues-replica-1", "SELECT max(value) AS value FROM kept", [{ value: 9 }]);
  });

  it("keeps its data over a restart, and its replicas follow", async () => {
    await rds.stop?.();
    assert.deepEqual(cloud.directory.hosts.entries(), {});
    rds = createRdsService(cloud);
    await rds.start?.();
    await query(host("venues"), "INSERT INTO kept VALUES (10)");
    await follows("venues-replica-1", "SELECT max(value) AS value FROM kept", [{ value: 10 }]);
  });

  it("is renamed in place", async () => {
    const outputs = await update("venues", { identifier: "places" });
    assert.equal(outputs?.address, host("venues").replace("venues", "places"));
    assert.deepEqual(await query(String(outputs?.address), "SELECT min(value) AS value FROM kept"), [{ value: 7 }]);
    assert.equal(cloud.directory.hosts.find(host("venues"), 5432), undefined);
    await update("venues", {});
  });

  it("lets the developer's tools in by password, also once its master signs in by token", async () => {
    await query(host("venues"), "GRANT rds_iam TO postgres");
    await assert.rejects(query(host("venues"), "SELECT 1"), { code: "28000" });
    const client = new Client({ connectionString: rds.adminUrl("instance", at("venues").id) });
    await client.connect();
    await client.query("REVOKE rds_iam FROM postgres");
    await client.end();
    await query(host("venues"), "SELECT 1");
  });

  it("may not be followed where AWS keeps its password, nor may a replica have one", async () => {
    const { password: _, ...managed } = INPUTS;
    await make({ ...managed, identifier: "managed", manageMasterUserPassword: true });
    assert.match([...stored.keys()].join(), /^rds!db-[0-9a-f-]{36}$/);
    await assert.rejects(make({ ...REPLICA, identifier: "copy", replicateSourceDb: "managed" }), {
      code: "InvalidParameterValue",
      message: /^Creating read replicas for source instance .* ManageMasterUserPassword is enabled is not supported\.$/,
    });
    await remove("managed");
    assert.equal(stored.size, 0);
    await assert.rejects(make({ ...REPLICA, identifier: "copy", replicateSourceDb: "nowhere" }), {
      code: "DBInstanceNotFound",
      message: "DBInstance nowhere not found.",
    });
  });

  const refused = (changes: Properties) =>
    (behaviour("Instance").check?.(changes) ?? []).map(({ property }) => property).sort();

  it("refuses what it cannot be", () => {
    assert.deepEqual(refused(INPUTS), []);
    assert.deepEqual(refused(REPLICA), []);
    assert.deepEqual(refused({ ...INPUTS, engine: "mysql", snapshotIdentifier: "s" }), [
      "engine",
      "snapshotIdentifier",
    ]);
    assert.deepEqual(refused({ ...INPUTS, allocatedStorage: undefined, password: undefined }), [
      "allocatedStorage",
      "password",
    ]);
    assert.deepEqual(refused({ ...REPLICA, username: "postgres", dbName: "x", manageMasterUserPassword: true }), [
      "dbName",
      "manageMasterUserPassword",
      "username",
    ]);
    const blueGreen = { blueGreenUpdate: { enabled: true } };
    assert.deepEqual(refused({ ...INPUTS, ...blueGreen, backupRetentionPeriod: 1 }), []);
    const managed = { ...INPUTS, ...blueGreen, password: undefined, manageMasterUserPassword: true };
    assert.deepEqual(refused(managed), ["backupRetentionPeriod", "manageMasterUserPassword"]);
  });

  it("is kept while protected, leaves a final snapshot, and its replica goes on alone", async () => {
    await update("venues", { deletionProtection: true });
    await assert.rejects(remove("venues"), /Cannot delete protected DB Instance/);
    await update("venues", { skipFinalSnapshot: false, finalSnapshotIdentifier: "last" });
    await assert.rejects(behaviour("ParameterGroup").delete("venues", {}), { code: "InvalidDBParameterGroupState" });
    await remove("venues");
    assert.equal(readFileSync(`${folder.path}/snapshots/last/PG_VERSION`, "utf8").trim(), "17");
    assert.equal(existsSync(`${folder.path}/rds-instances/${at("venues").id}`), false);
    await query(host("venues-replica-1"), "INSERT INTO kept VALUES (11)");
    await remove("venues-replica-1");
    await behaviour("ParameterGroup").delete("venues", {});
    await remove("venues");
  });
});
