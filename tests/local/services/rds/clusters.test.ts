import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import { Client, type ClientConfig } from "pg";
import type { Credentials } from "../../../../local/access/access";
import type { Services } from "../../../../local/services/directory";
import type { ManagedSecrets } from "../../../../local/services/rds/master";
import { createRdsService } from "../../../../local/services/rds/service";
import { authorityPath } from "../../../../local/tls/certificates";
import { contextOf, type TestCloud, testCloud } from "./test-cloud";
import { throwAwayFolder } from "./throw-away";

const context = contextOf("cluster:Cluster");

describe("an Aurora cluster of the local cloud", () => {
  let folder: ReturnType<typeof throwAwayFolder>;
  let cloud: TestCloud;
  let rds: Services["rds"];
  let outputs: Record<string, unknown>;
  const stored = new Map<string, string>();
  const secrets: ManagedSecrets = {
    createManagedSecret: async (name, value) => {
      if (!stored.has(name)) stored.set(name, value);
      return { arn: `arn:${name}`, value: stored.get(name) ?? "" };
    },
    deleteManagedSecret: async (arn) => void stored.delete(arn.replace("arn:", "")),
  };
  const behaviour = (type: string) => {
    const found = rds.resources.find((each) => each.type.endsWith(`:${type}`));
    if (!found) throw new Error(type);
    return found;
  };
  const inputs = {
    engine: "aurora-postgresql",
    engineVersion: "17.4",
    clusterIdentifier: "orders",
    databaseName: "orders",
    masterUsername: "master",
    manageMasterUserPassword: true,
    iamDatabaseAuthenticationEnabled: true,
    dbClusterParameterGroupName: "orders",
    deletionProtection: false,
    skipFinalSnapshot: true,
  };
  const endpoint = () => String(outputs.endpoint);
  const clientOptions = (changes: ClientConfig = {}): ClientConfig => ({
    host: "127.0.0.1",
    port: cloud.directory.hosts.find(endpoint(), 5432),
    database: "orders",
    ssl: { ca: readFileSync(authorityPath(cloud.folder), "utf8"), servername: endpoint() },
    ...changes,
  });
  const query = async (changes: ClientConfig, sql: string): Promise<unknown[]> => {
    const client = new Client(clientOptions(changes));
    await client.connect();
    try {
      return (await client.query(sql)).rows;
    } finally {
      await client.end();
    }
  };
  const master = () => {
    const { username, password } = JSON.parse([...stored.values()][0] ?? "{}");
    return { user: username, password };
  };
  const token = async (
    credentials: Credentials,
    user: string,
    changes: { expiresIn?: number; at?: Date; host?: string } = {},
  ) => {
    const hostname = changes.host ?? endpoint();
    const signer = new SignatureV4({ service: "rds-db", region: "eu-west-1", credentials, sha256: Sha256 });
    const request = new HttpRequest({
      method: "GET",
      protocol: "https",
      hostname,
      port: 5432,
      query: { Action: "connect", DBUser: user },
      headers: { host: `${hostname}:5432` },
    });
    const { query } = await signer.presign(request, { expiresIn: changes.expiresIn ?? 900, signingDate: changes.at });
    return `${hostname}:5432/?${new URLSearchParams(query as Record<string, string>)}`;
  };

  before(async () => {
    folder = throwAwayFolder();
    cloud = testCloud(folder.path, undefined, {
      secretsmanager: () => ({ name: "secretsmanager", resources: [], ...secrets }),
    });
    rds = createRdsService(cloud);
    const group = { name: "orders", parameters: [{ name: "idle_session_timeout", value: "60000" }] };
    await behaviour("ClusterParameterGroup").create(group, context("group"));
    outputs = (await behaviour("Cluster").create(inputs, context("orders"))).outputs;
    assert.deepEqual(cloud.directory.hosts.entries(), {}, "a cluster without an instance answers nobody");
    await behaviour("ClusterInstance").create(
      { clusterIdentifier: "orders", identifier: "orders-0", engine: "aurora-postgresql" },
      context("orders-0"),
    );
    await query(
      master(),
      "CREATE USER writer; GRANT rds_iam TO writer; CREATE USER plain PASSWORD 'plain words'; CREATE TABLE kept AS SELECT 7 AS value",
    );
  });
  after(async () => {
    await rds.stop?.();
    await cloud.storage.close();
    folder.remove();
  });

  it("has host names of AWS's shape, all leading to one port", () => {
    assert.match(endpoint(), /^orders\.cluster-[a-z0-9]{12}\.eu-west-1\.rds\.amazonaws\.com$/);
    assert.equal(outputs.readerEndpoint, endpoint().replace(".cluster-", ".cluster-ro-"));
    const ports = Object.values(cloud.directory.hosts.entries());
    assert.equal(ports.length, 3);
    assert.equal(new Set(ports).size, 1);
  });

  it("gives the master no superuser's rights, the first database, and the group's parameters", async () => {
    assert.deepEqual(
      await query(
        master(),
        `SELECT rolsuper, rolcreaterole, rolcreatedb, current_database() AS database, current_setting('idle_session_timeout') AS idle
         FROM pg_roles WHERE rolname = current_user`,
      ),
      [{ rolsuper: false, rolcreaterole: true, rolcreatedb: true, database: "orders", idle: "1min" }],
    );
  });

  it("checks stored passwords", async () => {
    assert.deepEqual(await query({ user: "plain", password: "plain words" }, "SELECT 1 AS one"), [{ one: 1 }]);
    await assert.rejects(query({ user: "plain", password: "other words" }, "SELECT 1"), {
      code: "28P01",
      message: 'password authentication failed for user "plain"',
    });
    await assert.rejects(query({ user: "nobody", password: "plain words" }, "SELECT 1"), { code: "28P01" });
    await assert.rejects(query({ user: "rdsadmin", password: "" }, "SELECT 1"), { code: "28000" });
  });

  it("requires TLS, with a certificate that the local authority signed for the host name", async () => {
    await assert.rejects(query({ ...master(), ssl: false }, "SELECT 1"), {
      code: "28000",
      message: 'no pg_hba.conf entry for host "127.0.0.1", user "master", database "orders", no encryption',
    });
    await assert.rejects(query({ ...master(), ssl: { servername: endpoint() } }, "SELECT 1"), /unable to verify/);
    const ca = readFileSync(authorityPath(cloud.folder), "utf8");
    await assert.rejects(query({ ...master(), ssl: { ca, servername: "other.example" } }, "SELECT 1"), {
      code: "ERR_TLS_CERT_ALTNAME_INVALID",
    });
  });

  describe("signing in by IAM token", () => {
    let credentials: Credentials;
    before(() => {
      const resource = `arn:aws:rds-db:eu-west-1:000000000000:dbuser:${outputs.clusterResourceId}/writer`;
      const role = cloud.addRole("writer", { Effect: "Allow", Action: "rds-db:connect", Resource: resource });
      credentials = cloud.access.assumeRole(role, "test");
    });
    const refused = async (password: string, line: RegExp) => {
      cloud.lines.length = 0;
      await assert.rejects(query({ user: "writer", password }, "SELECT 1"), {
        code: "28000",
        message: 'PAM authentication failed for user "writer"',
      });
      assert.match(
        cloud.lines
          .filter(({ source }) => source === "rds")
          .map(({ line }) => line)
          .join("\n"),
        line,
      );
    };

    it("lets in whom the role's policy lets connect as that user", async () => {
      const password = await token(credentials, "writer");
      assert.deepEqual(await query({ user: "writer", password }, "SELECT current_user AS me"), [{ me: "writer" }]);
    });
    it("refuses a role without rds-db:connect and names the ARN that is missing", async () => {
      const other = cloud.access.assumeRole(
        cloud.addRole("other", { Effect: "Allow", Action: "sqs:*", Resource: "*" }),
        "t",
      );
      await refused(
        await token(other, "writer"),
        /may not rds-db:connect on arn:aws:rds-db:eu-west-1:000000000000:dbuser:cluster-[A-Z0-9]+\/writer/,
      );
    });
    it("refuses an expired token", async () => {
      const at = new Date(Date.now() - 901_000);
      await refused(await token(credentials, "writer", { at, expiresIn: 3600 }), /older than its 900 seconds/);
    });
    it("refuses a token of another user, host or key, and one that was tampered with", async () => {
      await refused(await token(credentials, "reader"), /is for DBUser reader/);
      await refused(await token(credentials, "writer", { host: "elsewhere.example" }), /is for elsewhere.example:5432/);
      await refused(await token({ ...credentials, accessKeyId: "AKIAUNKNOWN" }, "writer"), /access key AKIAUNKNOWN/);
      await refused(await token({ ...credentials, secretAccessKey: "x" }, "writer"), /signature does not match/);
      await refused(await token({ ...credentials, sessionToken: "x" }, "writer"), /another session token/);
      await refused("some password", /not an IAM authentication token/);
    });
  });

  it("hands on the request to cancel a running statement", async () => {
    const client = new Client(clientOptions(master()));
    await client.connect();
    const sleeping = assert.rejects(client.query("SELECT pg_sleep(20)"), { code: "57014" });
    const active = "SELECT 1 AS one FROM pg_stat_activity WHERE query LIKE 'SELECT pg_sleep(20)' AND state = 'active'";
    while ((await query(master(), active)).length === 0);
    const request = Buffer.alloc(16);
    // Private to the driver, which has no method for it.
    const [pid, key] = [Reflect.get(client, "processID"), Reflect.get(client, "secretKey")];
    [16, 80_877_102, Number(pid), Number(key)].forEach((word, index) => {
      request.writeInt32BE(word, index * 4);
    });
    connect(cloud.directory.hosts.find(endpoint(), 5432) ?? 0, "127.0.0.1").end(request);
    await sleeping;
    await client.end();
  });

  it("gives psql a URL that goes through the proxy", async () => {
    const client = new Client({ connectionString: rds.adminUrl("cluster", "orders") });
    await client.connect();
    assert.deepEqual((await client.query("SELECT value FROM kept")).rows, [{ value: 7 }]);
    await client.end();
  });

  it("refuses what it cannot be", () => {
    const violations = behaviour("Cluster").check?.({ ...inputs, engine: "aurora-mysql", snapshotIdentifier: "s" });
    assert.deepEqual(
      violations?.map(({ property }) => property),
      ["engine", "snapshotIdentifier"],
    );
  });

  describe("its life", () => {
    it("keeps its data over a restart", async () => {
      await rds.stop?.();
      assert.deepEqual(cloud.directory.hosts.entries(), {});
      rds = createRdsService(cloud);
      await rds.start?.();
      assert.deepEqual(await query(master(), "SELECT value FROM kept"), [{ value: 7 }]);
    });

    it("refuses deletion while protected, and keeps a final snapshot unless told not to", async () => {
      const cluster = behaviour("Cluster");
      const olds = { inputs, outputs };
      const changed = {
        ...inputs,
        deletionProtection: true,
        skipFinalSnapshot: false,
        finalSnapshotIdentifier: "last",
      };
      await cluster.update?.("orders", changed, olds, context("orders"));
      await assert.rejects(cluster.delete("orders", outputs), /Cannot delete protected Cluster/);
      await cluster.update?.("orders", { ...changed, deletionProtection: false }, olds, context("orders"));
      await behaviour("ClusterInstance").delete("orders-0", { clusterIdentifier: "orders" });
      await cluster.delete("orders", outputs);
      assert.equal(readFileSync(`${folder.path}/snapshots/last/PG_VERSION`, "utf8").trim(), "17");
      assert.equal(stored.size, 0);
      await cluster.delete("orders", outputs);
    });
  });
});
