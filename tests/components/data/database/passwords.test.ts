import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { dependencies, registered, resolved, the } from "serverless-tiers-local/testing";
import type { DatabaseArgs } from "../../../../components/data/database/args";
import { Database } from "../../../../components/data/database/database";
import { Network } from "../../../../components/network/network";

const make = async (args: object) => {
  let database: Database | undefined;
  const made = await registered(() => {
    const network = new Network("main");
    const all = { network, migrations: "migrations/orders", capacity: { min: 0.5, max: 2 }, ...args };
    database = new Database("orders", all as DatabaseArgs);
  });
  assert.ok(database);
  return { made, database };
};

const INVOCATION = "aws:lambda/invocation:Invocation";

describe("Database with passwords", function () {
  this.timeout(30_000);

  it("has users of their own for them, a secret each, made once the migration has given them their rights", async () => {
    const { made } = await make({ passwords: { writer: { every: "10 days" }, reader: {} } });
    assert.deepEqual(JSON.parse(String(the(made, INVOCATION, "orders-migrate").inputs.input)), {
      writer: "orders_writer",
      reader: "orders_reader",
      passwords: [
        { user: "orders_writer_password", role: "writer" },
        { user: "orders_reader_password", role: "reader" },
      ],
      idleSessionTimeoutSeconds: 0,
    });
    the(made, "aws:secretsmanager/secret:Secret", "orders-reader-password");
    const first = the(made, INVOCATION, "orders-writer-password-first-value");
    assert.ok(dependencies(first).includes(`${INVOCATION} orders-migrate`), dependencies(first).join());
  });

  it("gives links the right to that one secret, and the ways to the database and to Secrets Manager", async () => {
    const { database } = await make({ passwords: { writer: {} } });
    const link = database.writer({ credentials: "secret" });
    const secret = await resolved(database.passwords.writer?.arn ?? pulumi.output(""));
    assert.match(secret, /:secret:orders-writer-password-/);
    assert.deepEqual(
      await resolved(pulumi.output(link.grants.map(({ actions, resources }) => ({ actions, resources })))),
      [{ actions: ["secretsmanager:GetSecretValue"], resources: [secret] }],
    );
    const { STORE_HOST: _, ...rest } = await resolved(pulumi.output(link.environment("store")));
    assert.deepEqual(rest, { STORE_PORT: "5432", STORE_DATABASE: "orders", STORE_SECRET_ARN: secret });
    assert.deepEqual([link.service, link.reaches?.name], ["secretsmanager", "orders"]);
    assert.throws(() => database.reader({ credentials: "secret" }), {
      message:
        'orders: reader.credentials must be "iam" unless the database keeps a password of its reader: give it passwords: { reader: {} }',
    });
  });

  it("is asked by the Data API with exactly its verbs and the secret, without a network path", async () => {
    const { made, database } = await make({ passwords: { writer: {} }, dataApi: true });
    assert.equal(the(made, "aws:rds/cluster:Cluster", "orders").inputs.enableHttpEndpoint, true);
    const link = database.dataApi();
    const secret = await resolved(database.passwords.writer?.arn ?? pulumi.output(""));
    const cluster = await resolved(database.nodes.cluster?.arn ?? pulumi.output(""));
    assert.deepEqual(
      await resolved(pulumi.output(link.grants.map(({ actions, resources }) => ({ actions, resources })))),
      [
        {
          actions: [
            "rds-data:ExecuteStatement",
            "rds-data:BatchExecuteStatement",
            "rds-data:BeginTransaction",
            "rds-data:CommitTransaction",
            "rds-data:RollbackTransaction",
          ],
          resources: [cluster],
        },
        { actions: ["secretsmanager:GetSecretValue"], resources: [secret] },
      ],
    );
    assert.deepEqual(await resolved(pulumi.output(link.environment("store"))), {
      STORE_SECRET_ARN: secret,
      STORE_RESOURCE_ARN: cluster,
      STORE_DATABASE: "orders",
    });
    assert.equal(link.reaches, undefined);
    assert.throws(() => database.dataApi("reader"), /dataApi.credentials must be "iam" unless/);
    const { database: without } = await make({});
    assert.throws(() => without.dataApi(), { message: /^orders: dataApi must be true/ });
  });

  it("takes tokens alone behind a proxy", async () => {
    const { database } = await make({ passwords: { writer: {} }, proxy: true });
    assert.throws(() => database.writer({ credentials: "secret" }), {
      message: 'orders: writer.credentials must be "iam" behind a proxy, which takes tokens alone',
    });
  });
});
