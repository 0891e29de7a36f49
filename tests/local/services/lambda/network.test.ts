import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { buildSync } from "esbuild";
import { Client } from "pg";
import type { createRdsService } from "../../../../local/services/rds/service";
import { type HttpsFront, startHttpsFront } from "../../../../local/wire/transport/https-front";
import { type Lambda, resourceContext, startLambda } from "./deployed";

/** A handler that asks PostgreSQL with a token made the way SDKs make it, as one bundle. */
const CODE = buildSync({
  stdin: {
    contents: `
      import { Client } from "pg";
      import { SignatureV4 } from "@smithy/signature-v4";
      import { HttpRequest } from "@smithy/protocol-http";
      import { Sha256 } from "@aws-crypto/sha256-js";
      const { STORE_HOST: host, STORE_USER: user, AWS_REGION: region } = process.env;
      const token = async () => {
        const credentials = { accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY, sessionToken: process.env.AWS_SESSION_TOKEN };
        const signer = new SignatureV4({ service: "rds-db", region, credentials, sha256: Sha256 });
        const request = new HttpRequest({ method: "GET", protocol: "https", hostname: host, port: 5432, query: { Action: "connect", DBUser: user }, headers: { host: host + ":5432" } });
        const { query } = await signer.presign(request, { expiresIn: 900 });
        return host + ":5432/?" + new URLSearchParams(query);
      };
      export const handler = async (event) => {
        const client = new Client({ host: event.host ?? host, port: 5432, user, database: "orders", password: token, ssl: { rejectUnauthorized: true } });
        await client.connect();
        const { rows } = await client.query("SELECT current_user AS me");
        await client.end();
        return rows;
      };`,
    resolveDir: __dirname,
  },
  bundle: true,
  platform: "node",
  format: "cjs",
  write: false,
  logLevel: "error",
  external: ["pg-native"],
}).outputFiles[0]?.text;

describe("a function that connects to a database", () => {
  let lambda: Lambda;
  let rds: ReturnType<typeof createRdsService>;
  let host: string;
  let resourceId: string;

  before(async function () {
    this.timeout(30_000);
    lambda = startLambda();
    rds = lambda.cloud.directory.rds;
    const of = (type: string) => rds.resources.find((each) => each.type.endsWith(`:${type}`));
    const cluster = await of("Cluster")?.create(
      {
        engine: "aurora-postgresql",
        clusterIdentifier: "orders",
        databaseName: "orders",
        masterUsername: "master",
        manageMasterUserPassword: true,
        iamDatabaseAuthenticationEnabled: true,
        skipFinalSnapshot: true,
      },
      resourceContext("orders"),
    );
    host = String(cluster?.outputs.endpoint);
    resourceId = String(cluster?.outputs.clusterResourceId);
    await of("ClusterInstance")?.create({ clusterIdentifier: "orders", identifier: "orders-0" }, resourceContext("i"));
    const client = new Client({ connectionString: rds.adminUrl("cluster", "orders") });
    await client.connect();
    await client.query("CREATE USER orders_writer; GRANT rds_iam TO orders_writer");
    await client.end();
  });
  after(async () => {
    await rds.stop?.();
    await lambda.close();
  });

  const deploy = (name: string, role: string, variables: object = {}) =>
    lambda.deploy(name, CODE ?? "", {
      role,
      environment: { variables: { STORE_HOST: host, STORE_USER: "orders_writer", ...variables } },
      code: {
        kind: "archive",
        assets: {
          "index.js": { kind: "asset", text: CODE },
          "rds-ca.pem": { kind: "asset", text: "the certificates of AWS" },
        },
      },
    });
  const connectRole = () =>
    lambda.cloud.addRole("writer", {
      Effect: "Allow",
      Action: "rds-db:connect",
      Resource: `arn:aws:rds-db:eu-west-1:000000000000:dbuser:${resourceId}/orders_writer`,
    });
  const certificates = { NODE_EXTRA_CA_CERTS: "/var/task/rds-ca.pem" };

  it("gets there under AWS's host name, over verified TLS, by IAM token", async () => {
    await deploy("linked", connectRole(), certificates);
    assert.deepEqual(await lambda.invoke("linked"), { error: false, value: [{ me: "orders_writer" }] });
  });

  it("fails without the right to connect, the certificates, or a host that exists", async () => {
    const messageOf = async (name: string, event = {}) =>
      ((await lambda.invoke(name, event)).value as { errorMessage: string }).errorMessage;
    await deploy(
      "rightless",
      lambda.cloud.addRole("rightless", { Effect: "Allow", Action: "sqs:*", Resource: "*" }),
      certificates,
    );
    assert.equal(await messageOf("rightless"), 'PAM authentication failed for user "orders_writer"');
    await deploy("distrustful", connectRole());
    assert.match(await messageOf("distrustful"), /unable to verify the first certificate|self.signed certificate/);
    const elsewhere = "other.cluster-c0.eu-west-1.rds.amazonaws.com";
    assert.equal(await messageOf("linked", { host: elsewhere }), `getaddrinfo ENOTFOUND ${elsewhere}`);
    assert.match(
      lambda.lines("lambda").at(-1) ?? "",
      /linked cannot reach other\.cluster-c0.*Known are: orders\.cluster-/,
    );
  });
});

describe("a function that calls AWS by name", () => {
  const host = "cognito-idp.eu-west-1.amazonaws.com";
  const plain = createServer((request, response) => response.end(`${request.headers.host}${request.url}`));
  let lambda: Lambda;
  let front: HttpsFront;

  before(async () => {
    lambda = startLambda();
    await once(plain.listen(0, "127.0.0.1"), "listening");
    front = await startHttpsFront(lambda.cloud, lambda.cloud.directory.hosts);
    await lambda.deploy("caller", "exports.handler = async (url) => (await fetch(url)).text()");
  });
  after(async () => {
    await front.close();
    plain.close();
    await lambda.close();
  });

  it("gets to the local endpoint over TLS that it trusts", async () => {
    for (const name of [host, "people.auth.eu-west-1.amazoncognito.com"]) {
      front.serve(name, (plain.address() as AddressInfo).port);
      assert.deepEqual(await lambda.invoke("caller", `https://${name}/pool/.well-known/jwks.json`), {
        error: false,
        value: `${name}/pool/.well-known/jwks.json`,
      });
    }
  });

  it("gets nowhere under a name that is not served, or no longer", async () => {
    front.withdraw(host);
    assert.equal(lambda.cloud.directory.hosts.find(host, 443), undefined);
    assert.equal((await lambda.invoke("caller", "https://kms.eu-west-1.amazonaws.com/")).error, true);
    assert.match(lambda.lines("lambda").at(-1) ?? "", /caller cannot reach kms\.eu-west-1\.amazonaws\.com:443/);
  });
});
