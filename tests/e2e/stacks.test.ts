import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { Sha256 } from "@aws-crypto/sha256-js";
import * as cognito from "@aws-sdk/client-cognito-identity-provider";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { DeploymentEvent } from "../../local/engine/deployment/deployment";
import { type RunningCloud, startCloud } from "../../local/start/start-cloud";
import { call, eventually } from "../support/local-stack";
import { writePage } from "../support/page-program";

const STACK = JSON.stringify({ config: { "aws:region": "eu-west-1" } });
const LOG = { info: () => {}, warn: () => {}, output: () => {} };
const SECOND = `
import { Microservice, Platform, Table } from "serverless-tiers";
export default async () => {
  const platform = await Platform.from("organization/shop-platform/local");
  const to = new Table("others", { key: { partition: "id" }, protection: "throw-away" }).get({
    key: { id: "path.id" },
    attributes: { id: "string" },
  });
  new Microservice("rival", { platform, mount: "points", auth: "none", routes: { "GET /points/{id}": { to } } });
};
`;
const HOST = "api.example.com";

interface Outputs {
  readonly "shop-platform": { platform: { bus: { name: string } }; clientId: string; userPoolId: string };
  readonly points: { pointsUrl: string; acmePointsUrl: string; ownUrl: string };
}

describe("docs/patterns/microservices.md, in stacks of their own", function () {
  this.timeout(240_000);

  let root = "";
  let running: RunningCloud;
  let client: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  const folders = () => ["points", "platform"].map((name) => join(root, "stacks", name));
  const outputs = () => running.outputs.outputs as unknown as Outputs;

  const start = async (...roots: string[]) => {
    const events: DeploymentEvent[] = [];
    const onEvent = (event: DeploymentEvent) => events.push(event);
    running = await startCloud({ root: roots, folder: join(root, ".local"), port: 0, log: LOG, onEvent });
    const { accessKeyId, secretAccessKey } = running.cloud.access.administrator;
    client = { endpoint: running.cloud.endpoint, region: "eu-west-1", credentials: { accessKeyId, secretAccessKey } };
    return events;
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    call("GET", new URL(path, outputs().points.ownUrl).href, { headers: { ...headers, host: HOST } });
  const put = async (seats: number, status = "confirmed", detailType = "booking-changed.v1") => {
    const events = new EventBridgeClient(client);
    const Detail = JSON.stringify({ bookingId: `b-${seats}`, showId: "hamlet", seats, status });
    const { name: EventBusName } = outputs()["shop-platform"].platform.bus;
    const Entries = [{ EventBusName, Source: "shop.bookings", DetailType: detailType, Detail }];
    assert.equal((await events.send(new PutEventsCommand({ Entries }))).FailedEntryCount, 0);
    events.destroy();
  };
  const signIn = async (): Promise<string> => {
    const idp = new cognito.CognitoIdentityProvider(client);
    const { userPoolId: UserPoolId, clientId: ClientId } = outputs()["shop-platform"];
    const [Username, Password] = ["ana@example.com", "Correct-horse-7"];
    await idp.adminCreateUser({ UserPoolId, Username, MessageAction: "SUPPRESS" });
    await idp.adminSetUserPassword({ UserPoolId, Username, Password, Permanent: true });
    const AuthParameters = { USERNAME: Username, PASSWORD: Password };
    const { AuthenticationResult } = await idp.initiateAuth({
      AuthFlow: "USER_PASSWORD_AUTH",
      ClientId,
      AuthParameters,
    });
    idp.destroy();
    return AuthenticationResult?.AccessToken ?? "";
  };
  const signed = async (path: string) => {
    const request = new HttpRequest({ method: "GET", hostname: HOST, path, headers: { host: HOST } });
    const signer = new SignatureV4({ service: "execute-api", ...client, sha256: Sha256 });
    return get(path, (await signer.sign(request)).headers);
  };

  before(async () => {
    root = writePage(
      "patterns/microservices",
      {},
      {
        "stacks/platform/Pulumi.local.yaml": STACK,
        "stacks/points/Pulumi.local.yaml": STACK,
        "stacks/second/Pulumi.local.yaml": STACK,
        "stacks/second/Pulumi.yaml": "name: second\nmain: index.ts\nruntime: nodejs\n",
        "stacks/second/index.ts": SECOND,
      },
    );
  });
  after(async () => {
    await running?.close();
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  it("says of a service what to deploy first", async () => {
    await assert.rejects(
      start(...folders().slice(0, 1)),
      /the stack organization\/shop-platform\/local is not deployed/,
    );
  });

  it("deploys the platform first, and leaves both as they are the second time", async () => {
    const made = await start(...folders());
    assert.ok(made.every(({ kind }) => kind === "create"));
    const [first] = made;
    assert.match(first?.urn ?? "", /::shop-platform::/);
    assert.deepEqual(
      [outputs().points.pointsUrl, outputs().points.acmePointsUrl],
      ["https://api.example.com/points", "https://api.example.com/acme-points"],
    );
    await running.close();
    const again = await start(...folders());
    assert.deepEqual(
      again.filter(({ kind }) => kind !== "same").map(({ kind, name }) => `${kind} ${name}`),
      [],
    );
  });

  it("hears of events on the platform's bus, and answers under its domain to its users", async () => {
    await put(2);
    await put(3, "declined");
    const authorization = await signIn();
    const { json } = await eventually(
      () => get("/points/b-2", { authorization }),
      ({ status }) => status === 200,
      20_000,
    );
    assert.deepEqual(json, { bookingId: "b-2", points: 20 });
    assert.equal((await get("/points/b-3", { authorization })).status, 404);
    assert.equal((await get("/points/b-2")).status, 401);
    assert.equal((await get("/nothing/b-2", { authorization })).status, 403);
  });

  it("is mounted again for a tenant, with other callers, another variable and data of its own", async () => {
    const { json } = await eventually(
      () => signed("/acme-points/b-2"),
      ({ status }) => status === 200,
      20_000,
    );
    assert.deepEqual(json, { bookingId: "b-2", points: 50 });
    assert.equal((await get("/acme-points/b-2")).status, 403);
  });

  it("has one path once: a second service on it, in another stack, is refused by API Gateway", async () => {
    await running.close();
    await assert.rejects(
      start(...folders(), join(root, "stacks", "second")),
      /ApiMapping key already exists for this domain name/,
    );
  });
});
