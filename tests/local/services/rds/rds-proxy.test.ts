import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { connect } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { databaseToken } from "../../../../components/runtime/database-token";
import type { Credentials } from "../../../../local/access/access";
import type { Properties } from "../../../../local/engine/resources/resource-type";
import type { Services } from "../../../../local/services/directory";
import { createRdsService } from "../../../../local/services/rds/service";
import { createSecretsManagerService } from "../../../../local/services/secretsmanager/service";
import { authorityPath } from "../../../../local/tls/certificates";
import { contextOf, type TestCloud, testCloud } from "./test-cloud";
import { throwAwayFolder } from "./throw-away";

const context = contextOf("proxy:Proxy");

describe("an RDS Proxy of the local cloud", function () {
  this.timeout(60_000);
  let folder: ReturnType<typeof throwAwayFolder>;
  let cloud: TestCloud;
  let rds: Services["rds"];
  let proxy: Properties;
  let instance: { id: string; outputs: Properties };
  let caller: Credentials;
  const open: Client[] = [];
  const behaviour = (type: string) => {
    const found = rds.resources.find((each) => each.type.endsWith(`:${type}`));
    if (!found) throw new Error(type);
    return found;
  };
  const make = (type: string, inputs: Properties, name = "orders") => behaviour(type).create(inputs, context(name));
  const host = () => String(proxy.endpoint);

  const options = (at: string, changes: ClientConfig): ClientConfig => ({
    host: "127.0.0.1",
    port: cloud.directory.hosts.find(at, 5432),
    database: "orders",
    ssl: { ca: readFileSync(authorityPath(cloud.folder), "utf8"), servername: at },
    ...changes,
  });
  const token = (user: string, credentials = caller, at = host()) =>
    databaseToken(
      { host: at, port: 5432, user },
      {
        AWS_REGION: "eu-west-1",
        AWS_ACCESS_KEY_ID: credentials.accessKeyId,
        AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
        AWS_SESSION_TOKEN: credentials.sessionToken,
      },
    );
  const client = async (changes: ClientConfig = {}, at = host()): Promise<Client> => {
    const user = changes.user ?? "writer";
    const made = new Client(options(at, { user, password: await token(user, caller, at), ...changes }));
    made.on("error", () => {});
    await made.connect();
    open.push(made);
    return made;
  };
  const direct = async (sql: string): Promise<Record<string, unknown>[]> => {
    const at = String(instance.outputs.address);
    const made = new Client(options(at, { user: "postgres", password: "the-first-one" }));
    await made.connect();
    try {
      return (await made.query(sql)).rows;
    } finally {
      await made.end();
    }
  };
  const backends = async (): Promise<number> => {
    const [row] = await direct(
      "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename IN ('writer', 'reader', 'plain')",
    );
    return Number(row?.n);
  };
  const pid = async (of: Client) => Number((await of.query("SELECT pg_backend_pid() AS pid")).rows[0].pid);
  const limits = (connectionPoolConfig: Properties) =>
    behaviour("ProxyDefaultTargetGroup").update?.(
      "orders-proxy",
      { dbProxyName: "orders-proxy", connectionPoolConfig },
      { inputs: {}, outputs: {} },
      context("orders"),
    );
  const log = () =>
    cloud.lines
      .filter(({ source }) => source === "rds")
      .map(({ line }) => line)
      .join("\n");

  before(async () => {
    folder = throwAwayFolder();
    cloud = testCloud(folder.path, undefined, { secretsmanager: createSecretsManagerService });
    rds = createRdsService(cloud);
    const parameters = [
      { name: "rds.force_ssl", value: "1" },
      { name: "max_connections", value: "20" },
    ];
    await make("ParameterGroup", { name: "orders", parameters });
    instance = await make("Instance", {
      engine: "postgres",
      instanceClass: "db.t4g.medium",
      identifier: "orders",
      allocatedStorage: 20,
      dbName: "orders",
      username: "postgres",
      password: "the-first-one",
      iamDatabaseAuthenticationEnabled: true,
      parameterGroupName: "orders",
      skipFinalSnapshot: true,
    });
    await direct(
      `CREATE USER writer; CREATE USER reader; GRANT rds_iam TO writer, reader; CREATE USER plain PASSWORD 'plain-words';
       CREATE TABLE orders (id integer); GRANT ALL ON orders TO writer`,
    );
    const users = ["writer", "unknown"].map(
      (user) => `arn:aws:rds-db:eu-west-1:000000000000:dbuser:${instance.id}/${user}`,
    );
    const roleArn = cloud.addRole("proxy", { Effect: "Allow", Action: "rds-db:connect", Resource: users });
    const made = await make("Proxy", {
      name: "orders-proxy",
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: "IAM_AUTH",
      requireTls: true,
      roleArn,
      vpcSubnetIds: ["a", "b"],
    });
    proxy = made.outputs;
    const id = String(proxy.arn).replace(/^.*:/, "");
    assert.match(id, /^prx-[0-9a-f]{17}$/);
    caller = cloud.access.assumeRole(
      cloud.addRole("function", {
        Effect: "Allow",
        Action: "rds-db:connect",
        Resource: `arn:aws:rds-db:eu-west-1:000000000000:dbuser:${id}/*`,
      }),
      "test",
    );
  });
  after(async () => {
    await rds.stop?.();
    await cloud.storage.close();
    folder.remove();
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.end().catch(() => {})));
    cloud.lines.length = 0;
  });

  it("answers nobody before it has a target", async () => {
    await assert.rejects(client(), { message: "Database is not available" });
    await make("ProxyDefaultTargetGroup", { dbProxyName: "orders-proxy", connectionPoolConfig: {} });
    await make("ProxyTarget", {
      dbProxyName: "orders-proxy",
      targetGroupName: "default",
      dbInstanceIdentifier: "orders",
    });
    assert.match(host(), /^orders-proxy\.proxy-[a-z0-9]{12}\.eu-west-1\.rds\.amazonaws\.com$/);
    const { rows } = await (await client()).query("SELECT current_user AS me, current_database() AS here");
    assert.deepEqual(rows, [{ me: "writer", here: "orders" }]);
  });

  it("lends a connection for a transaction: many clients, few connections", async () => {
    await limits({ maxConnectionsPercent: 10 });
    const clients = await Promise.all(Array.from({ length: 12 }, () => client()));
    await Promise.all(
      clients.map(async (each, index) => {
        await each.query("BEGIN");
        await each.query("INSERT INTO orders VALUES ($1)", [index]);
        await each.query("COMMIT");
      }),
    );
    assert.ok((await backends()) <= 2, `${await backends()} connections`);
    assert.deepEqual(await direct("SELECT count(*)::int AS n, sum(id)::int AS sum FROM orders"), [{ n: 12, sum: 66 }]);
  });

  it("keeps a transaction on its connection, also one that failed, and a client on what it has set", async () => {
    await limits({ maxConnectionsPercent: 10, connectionBorrowTimeout: 5 });
    const [one, other] = [await client(), await client()];
    await one.query("BEGIN");
    const held = await pid(one);
    assert.notEqual(await pid(other), held);
    await assert.rejects(one.query("SELECT nonsense"), { code: "42703" });
    await assert.rejects(one.query("SELECT 1"), { code: "25P02" });
    await one.query("ROLLBACK");
    assert.equal((await one.query("SELECT 1 AS one")).rowCount, 1);
    await other.query("SET statement_timeout = 4321");
    const pinned = await pid(other);
    await one.query("BEGIN");
    assert.notEqual(await pid(one), pinned);
    assert.deepEqual((await other.query("SHOW statement_timeout")).rows, [{ statement_timeout: "4321ms" }]);
    assert.match(log(), /proxy orders-proxy: a client keeps its connection to orders \(SET\)/);
    await one.query("COMMIT");
    await other.end();
    // Nobody gets the session that somebody has changed.
    const next = await client();
    assert.deepEqual((await next.query("SHOW statement_timeout")).rows, [{ statement_timeout: "0" }]);
  });

  it("waits for a connection as long as it may, and says so when there is none", async () => {
    await limits({ maxConnectionsPercent: 5, connectionBorrowTimeout: 1 });
    const [one, other] = [await client(), await client()];
    await one.query("BEGIN");
    const waiting = other.query("SELECT 1 AS one");
    await sleep(200);
    await one.query("COMMIT");
    assert.deepEqual((await waiting).rows, [{ one: 1 }]);
    await one.query("BEGIN");
    await assert.rejects(other.query("SELECT 1"), {
      code: "53300",
      message: "Timed-out waiting to acquire database connection",
    });
    await one.query("COMMIT");
  });

  it("rolls back what a client leaves in the middle", async () => {
    await limits({ maxConnectionsPercent: 5, connectionBorrowTimeout: 5 });
    const one = await client();
    await one.query("BEGIN");
    await one.query("INSERT INTO orders VALUES (1000)");
    await one.end();
    const { rows } = await (await client()).query("SELECT count(*)::int AS n FROM orders WHERE id = 1000");
    assert.deepEqual(rows, [{ n: 0 }]);
  });

  it("hands on the request to cancel a statement", async () => {
    const one = await client();
    const sleeping = assert.rejects(one.query("SELECT pg_sleep(20)"), { code: "57014" });
    await sleep(300);
    const packet = Buffer.alloc(16);
    const [id, key] = [Reflect.get(one, "processID"), Reflect.get(one, "secretKey")];
    [16, 80_877_102, Number(id), Number(key)].forEach((word, index) => {
      packet.writeInt32BE(word, index * 4);
    });
    connect(cloud.directory.hosts.find(host(), 5432) ?? 0, "127.0.0.1").end(packet);
    await sleeping;
  });

  it("refuses without TLS, command-line options and replication, as RDS Proxy does", async () => {
    await assert.rejects(client({ ssl: false }), { message: "This RDS proxy requires TLS connections" });
    await assert.rejects(client({ options: "-c statement_timeout=1" }), {
      code: "0A000",
      message: "Feature not supported: RDS Proxy currently doesn't support command-line options",
    });
  });

  describe("who may sign in", () => {
    const refused = async (changes: ClientConfig, message: string, line: RegExp) => {
      await assert.rejects(client(changes), { message });
      assert.match(log(), line);
    };
    const token_ = "IAM authentication failed for the role writer. Check the IAM token for this role and try again.";

    it("a token of the proxy's own host, by a role that may rds-db:connect on the proxy", async () => {
      const stranger = cloud.access.assumeRole(
        cloud.addRole("stranger", {
          Effect: "Allow",
          Action: "rds-db:connect",
          Resource: `arn:aws:rds-db:eu-west-1:000000000000:dbuser:${instance.id}/*`,
        }),
        "test",
      );
      await refused({ password: await token("writer", stranger) }, token_, /dbuser:prx-[0-9a-f]+\/writer/);
      const elsewhere = await token("writer", caller, String(instance.outputs.address));
      await refused({ password: elsewhere }, token_, /the token is for orders\./);
      await refused({ password: "plain-words" }, token_, /not an IAM authentication token/);
    });

    const none = (user: string) =>
      `This RDS proxy has no credentials for the role ${user}. Check the credentials for this role and try again.`;

    it("a user whom the proxy's own role may sign in as, and the database takes", async () => {
      await refused({ user: "reader" }, none("reader"), /role\/proxy.* may not rds-db:connect on .*\/reader/s);
      await refused({ user: "unknown" }, none("unknown"), /there is no such user/);
      await refused({ user: "plain" }, none("plain"), /no member of rds_iam/);
    });

    it("a user of a secret that the proxy's role may read", async () => {
      const secrets = cloud.directory.secretsmanager;
      const value = JSON.stringify({ username: "plain", password: "plain-words" });
      const { arn } = await secrets.createManagedSecret("plain", value);
      const { roleArn } = proxy;
      const update = (changes: Properties) =>
        behaviour("Proxy").update?.(
          "orders-proxy",
          { ...proxy, auths: [{ authScheme: "SECRETS", secretArn: arn, iamAuth: "REQUIRED" }], ...changes },
          { inputs: {}, outputs: proxy },
          context("orders"),
        );
      await update({});
      await refused({ user: "plain" }, none("plain"), /not authorized to perform: secretsmanager:GetSecretValue/);
      const reading = cloud.addRole("reading", {
        Effect: "Allow",
        Action: "secretsmanager:GetSecretValue",
        Resource: arn,
      });
      await update({ roleArn: reading });
      assert.equal((await (await client({ user: "plain" })).query("SELECT current_user AS me")).rows[0].me, "plain");
      await update({ roleArn: reading, auths: [{ authScheme: "SECRETS", secretArn: arn, iamAuth: "DISABLED" }] });
      await client({ user: "plain", password: "plain-words" });
      await refused(
        { user: "plain", password: "other" },
        "The password that was provided for the role plain is wrong.",
        /not that of the secret/,
      );
      await update({ roleArn, auths: [] });
    });
  });

  it("leads to no replica, to one target, and to readers of clusters alone", async () => {
    const target = { dbProxyName: "orders-proxy", targetGroupName: "default", dbInstanceIdentifier: "orders" };
    await assert.rejects(make("ProxyTarget", target), { code: "DBProxyTargetAlreadyRegisteredFault" });
    await assert.rejects(
      make("ProxyEndpoint", { dbProxyName: "orders-proxy", dbProxyEndpointName: "readers", targetRole: "READ_ONLY" }),
      { code: "InvalidParameterValue" },
    );
    await assert.rejects(make("ProxyTarget", { ...target, dbProxyName: "nowhere" }), { code: "DBProxyNotFoundFault" });
  });

  it("goes on over a restart of the database, and of the cloud", async () => {
    await limits({});
    await rds.stop?.();
    assert.deepEqual(cloud.directory.hosts.entries(), {});
    rds = createRdsService(cloud);
    await rds.start?.();
    assert.equal((await (await client()).query("SELECT 1 AS one")).rowCount, 1);
    const parameters = [{ name: "max_connections", value: "30" }];
    await behaviour("ParameterGroup").update?.(
      "orders",
      { name: "orders", parameters },
      { inputs: {}, outputs: {} },
      context("group"),
    );
    assert.equal((await (await client()).query("SHOW max_connections")).rows[0].max_connections, "30");
  });

  it("refuses what it cannot be", () => {
    const refused = (inputs: Properties) =>
      behaviour("Proxy")
        .check?.(inputs)
        ?.map(({ property }) => property);
    assert.deepEqual(refused({ engineFamily: "POSTGRESQL", defaultAuthScheme: "IAM_AUTH" }), []);
    assert.deepEqual(refused({ engineFamily: "MYSQL" }), ["engineFamily", "auths"]);
    const ofPool = (connectionPoolConfig: Properties) =>
      behaviour("ProxyDefaultTargetGroup")
        .check?.({ connectionPoolConfig })
        .map(({ property }) => property);
    assert.deepEqual(ofPool({ maxConnectionsPercent: 50, maxIdleConnectionsPercent: 50 }), []);
    assert.deepEqual(
      ofPool({ maxConnectionsPercent: 50, maxIdleConnectionsPercent: 51, connectionBorrowTimeout: 301 }),
      ["connectionPoolConfig.connectionBorrowTimeout", "connectionPoolConfig.maxIdleConnectionsPercent"],
    );
  });
});
