import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { get as httpGet } from "node:http";
import { request as httpsRequest } from "node:https";
import { createApigatewayService } from "../../../../local/services/apigateway/service";
import type { Service } from "../../../../local/services/service";
import { authorityPath } from "../../../../local/tls/certificates";
import { type Certificate, createCertificate, type Issuer } from "../../../../local/tls/x509";
import { resourceContext, startTestCloud, type TestCloud } from "../../cloud/test-cloud";
import { documentOf, mock } from "./gateway-fixture";

const DOMAIN = "api.example.test";
const URI = "s3://trust/clients/ca.pem";
const VALID = { notBefore: new Date(Date.now() - 60_000), notAfter: new Date(Date.now() + 3_600_000) };

const authority = (name: string): Issuer => ({ name, ...createCertificate({ name, ...VALID }) });
const client = (name: string, issuer: Issuer): Certificate =>
  createCertificate({ name, hosts: [], purpose: "client", ...VALID }, issuer);

describe("apigateway: mutual TLS", () => {
  const partners = authority("Partners");
  let cloud: TestCloud;
  let service: Service;
  let ports: number[];
  let infos: string[];

  const create = async (type: string, inputs: Record<string, unknown>) => {
    const found = [...service.resources].find((each) => each.type.endsWith(`:${type}`)) ?? cloud.resource(type);
    return found.create(inputs, resourceContext(type.replaceAll(/\W/g, "-")));
  };

  const start = () => {
    ports = [];
    infos = [];
    const lifecycle = { ...cloud.cloud.lifecycle, port: async (preferred: number) => ports.push(preferred) * 0 };
    const log = { ...cloud.cloud.log, info: (_: string, line: string) => void infos.push(line) };
    service = createApigatewayService({ ...cloud.cloud, lifecycle, log });
  };

  beforeEach(async () => {
    cloud = await startTestCloud();
    start();
    await create("aws:s3/bucket:Bucket", { bucket: "trust" });
    const object = { bucket: "trust", key: "clients/ca.pem", content: partners.cert };
    await create("aws:s3/bucketObjectv2:BucketObjectv2", object);
  });
  afterEach(async () => {
    await service.stop?.();
    await cloud.close();
  });

  const domain = (truststoreUri = URI) =>
    create("DomainName", {
      domainName: DOMAIN,
      endpointConfiguration: { types: "REGIONAL" },
      mutualTlsAuthentication: { truststoreUri },
    });

  const deploy = async () => {
    const format = ["subjectDN", "issuerDN", "validity.notAfter"].map((name) => `$context.identity.clientCert.${name}`);
    const api = await create("RestApi", { body: documentOf({ "/hello": { get: mock(format.join("|")) } }) });
    const deployment = await create("Deployment", { restApi: api.id });
    const stage = await create("Stage", { restApi: api.id, deployment: deployment.id, stageName: "v1" });
    await domain();
    await create("BasePathMapping", { restApi: api.id, domainName: DOMAIN, basePath: "shop", stageName: "v1" });
    return stage;
  };

  const port = (): number => Number(/^https:\/\/api\.example\.test:(\d+) /.exec(infos.at(-1) ?? "")?.[1]);

  const call = (certificate: Certificate | undefined, Host = DOMAIN): Promise<string> =>
    new Promise((resolve, reject) => {
      const options = {
        host: "127.0.0.1",
        port: port(),
        path: "/shop/hello",
        headers: { Host },
        servername: DOMAIN,
        agent: false,
        ca: readFileSync(authorityPath(cloud.cloud.folder), "utf8"),
        ...certificate,
      } as const;
      const sent = httpsRequest(options, async (answer) => {
        let text = "";
        for await (const chunk of answer) text += chunk;
        resolve(`${answer.statusCode} ${text}`);
      });
      sent.on("error", reject);
      sent.end();
    });

  it("lets in clients with a certificate of the truststore, and tells the API who they are", async () => {
    await deploy();
    const shop = client("shop-17", partners);
    const notAfter = `${VALID.notAfter.toUTCString()}`
      .slice(5)
      .replace(
        /^(\d\d) (\w{3}) (\d{4}) (\S+)/,
        (_, day, month, year, time) => `${month} ${String(Number(day)).padStart(2)} ${time} ${year}`,
      );
    assert.equal(await call(shop), `200 CN=shop-17|CN=Partners|${notAfter}`);
    assert.equal(await call(shop, "other.example.test"), '403 {"message":"Forbidden"}');
    assert.equal(await call(shop, "127.0.0.1"), '403 {"message":"Forbidden"}');
  });

  it("ends the handshake of every other client, and says so", async () => {
    await deploy();
    await assert.rejects(call(undefined), { code: /^(ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED|ECONNRESET|EPIPE)$/ });
    await assert.rejects(call(client("shop-17", authority("Partners"))));
    assert.ok(cloud.warnings.some((line) => line.startsWith(`${DOMAIN}: a TLS handshake failed: `)));
  });

  it("is not to be had by the API's own port", async () => {
    const { hostname, port: own } = new URL(String((await deploy()).outputs.invokeUrl));
    const status = await new Promise((resolve, reject) => {
      const options = { host: hostname, port: own, path: "/shop/hello", headers: { Host: DOMAIN } };
      httpGet(options, (answer) => resolve(answer.resume().statusCode)).on("error", reject);
    });
    assert.equal(status, 403);
    assert.deepEqual(ports, [4600, 4700]);
  });

  it("comes back with the truststore that it had", async () => {
    await deploy();
    await service.stop?.();
    start();
    await service.start?.();
    assert.match(await call(client("shop-18", partners)), /^200 CN=shop-18\|/);
  });

  it("refuses a truststore that it cannot read", async () => {
    await assert.rejects(domain("https://trust/ca.pem"), /truststoreUri https:\/\/trust\/ca\.pem is no s3:\/\/bucket/);
    await assert.rejects(domain("s3://trust/none.pem"), /s3:\/\/trust\/none\.pem cannot be read: S3 answers 404/);
    await create("aws:s3/bucketObjectv2:BucketObjectv2", { bucket: "trust", key: "bad.pem", content: "no" });
    await assert.rejects(domain("s3://trust/bad.pem"), /the truststore holds no certificate in PEM/);
    const type = service.resources.find(({ type: each }) => each.endsWith(":DomainName"));
    assert.deepEqual(type?.check?.({ domainName: DOMAIN, mutualTlsAuthentication: { truststoreUri: URI } }), [
      { property: "mutualTlsAuthentication", reason: "needs an endpointConfiguration of the type REGIONAL" },
    ]);
  });
});
