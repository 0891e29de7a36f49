import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { Client } from "pg";
import { connectOnDemand, DatabaseUnavailableError } from "../../../../components/runtime/database";
import type { Services } from "../../../../local/services/directory";
import { createRdsService } from "../../../../local/services/rds/service";
import { authorityPath } from "../../../../local/tls/certificates";
import { contextOf, type TestCloud, testCloud } from "./test-cloud";
import { throwAwayFolder } from "./throw-away";

const context = contextOf("cluster:Cluster");

const RESUME_MS = 900;

describe("a cluster of the local cloud that pauses", function () {
  this.timeout(30_000);
  let folder: ReturnType<typeof throwAwayFolder>;
  let cloud: TestCloud;
  let rds: Services["rds"];
  let endpoint: string;
  const connect = async (connectionTimeoutMillis = 5_000): Promise<number> => {
    const begun = Date.now();
    const client = new Client({
      host: "127.0.0.1",
      port: cloud.directory.hosts.find(endpoint, 5432),
      database: "orders",
      user: "master",
      password: "master-words",
      connectionTimeoutMillis,
      ssl: { ca: readFileSync(authorityPath(cloud.folder), "utf8"), servername: endpoint },
    });
    client.on("error", () => {});
    await client.connect();
    await client.end();
    return Date.now() - begun;
  };

  before(async () => {
    folder = throwAwayFolder();
    cloud = testCloud(folder.path);
    rds = createRdsService(cloud, RESUME_MS);
    const behaviour = (type: string) =>
      rds.resources.find((each) => each.type.endsWith(`:${type}`)) ?? assert.fail(type);
    const inputs = {
      engine: "aurora-postgresql",
      clusterIdentifier: "orders",
      databaseName: "orders",
      masterUsername: "master",
      masterPassword: "master-words",
      serverlessv2ScalingConfiguration: { minCapacity: 0, maxCapacity: 1, secondsUntilAutoPause: 1 },
      enableHttpEndpoint: true,
      skipFinalSnapshot: true,
    };
    endpoint = String((await behaviour("Cluster").create(inputs, context("orders"))).outputs.endpoint);
    await behaviour("ClusterInstance").create({ clusterIdentifier: "orders", identifier: "one" }, context("one"));
  });
  after(async () => {
    await rds.stop?.();
    await cloud.storage.close();
    folder.remove();
  });

  const pause = () => new Promise((resolve) => setTimeout(resolve, 1_100));
  const paused = () => rds.dataApi("orders")?.pause.paused;

  it("answers at once while it is awake", async () => {
    assert.ok((await connect()) < RESUME_MS);
  });

  it("pauses without connections, and has the first ones wait until it is back", async () => {
    await pause();
    assert.equal(paused(), true);
    const waits = await Promise.all([connect(), connect()]);
    for (const waited of waits) assert.ok(waited >= RESUME_MS - 50, `${waited} ms`);
    assert.ok((await connect()) < RESUME_MS);
    assert.match(
      cloud.lines.map(({ line }) => line).join("\n"),
      /orders resumes from its pause, which takes 0.9 seconds/,
    );
  });

  it("is unavailable, which is no fault of the statement, to whoever does not wait as long, and is back for the next", async () => {
    await pause();
    await assert.rejects(connect(300), /timeout/);
    const nowhere = { host: "127.0.0.1", port: 1, database: "orders", user: "x" };
    const store = connectOnDemand(nowhere, { connectTimeoutMs: 300 });
    await assert.rejects(store.query({ name: "x", text: "select 1", values: [] }), DatabaseUnavailableError);
    await new Promise((resolve) => setTimeout(resolve, RESUME_MS));
    assert.ok((await connect()) < RESUME_MS);
  });

  it("never pauses under a connection", async () => {
    const client = new Client({
      ...{ host: "127.0.0.1", port: cloud.directory.hosts.find(endpoint, 5432), database: "orders" },
      ...{ user: "master", password: "master-words", ssl: { rejectUnauthorized: false } },
    });
    await client.connect();
    await pause();
    assert.equal(paused(), false);
    await client.end();
  });
});
