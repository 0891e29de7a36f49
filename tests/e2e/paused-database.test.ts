import assert from "node:assert/strict";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { GetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { systemClock } from "../../local/cloud/clock";
import { environmentOf } from "../../local/start/output-files";
import { type RunningCloud, startCloud } from "../../local/start/start-cloud";
import { call, eventually } from "../support/local-stack";
import { anOrder } from "../support/orders";

const ROOT = resolve(__dirname, "../..");

/** The orders of the program as in dev, but that a second receive of a message would be one too many. */
const PROGRAM = `
import { asyncOrders } from ${JSON.stringify(join(ROOT, "orders"))};
import { stackParts } from ${JSON.stringify(join(ROOT, "stack-parts"))};

const shared = stackParts({
  network: { cidr: "10.40.0.0/16", zones: 2, nat: "none", endpointZones: 1 },
  apiGatewayLogRole: "none",
  dataProtection: "throw-away",
  logRetention: "1 day",
});
const { api } = asyncOrders(
  {
    throttle: { rate: 1000, burst: 1000 },
    database: { capacity: { min: 0, max: 2, pauseAfter: "5 minutes" }, multiAz: false },
    consumer: { timeout: "60 seconds", batch: { size: 10, window: "0 seconds" }, concurrency: 2, receives: 1 },
  },
  shared,
);
export const url = api.url;
export const key = api.apiKey;
export const queue = api.queue.url;
export const deadLetters = api.queue.deadLetters.url;
`;

/** The clock of the cloud is late first and early then, by less than a signature may be. */
const HALF_PAUSE_MS = 151_000;

describe("orders whose database has paused", function () {
  this.timeout(120_000);
  let folder = "";
  let early = -HALF_PAUSE_MS;
  let running: RunningCloud;
  let sqs: SQSClient;
  const output = (name: string) => String(running.outputs.outputs[name]);
  const get = (orderId: string) => call("GET", `${output("url")}/orders/${orderId}`);
  const place = async (order = anOrder()) => {
    const headers = { "content-type": "application/json", "x-api-key": output("key") };
    const { status } = await call("POST", `${output("url")}/orders`, { headers, body: JSON.stringify(order) });
    assert.equal(status, 202);
    return order;
  };
  /** Messages that wait, that a consumer has, and of either queue. */
  const messages = async (queue: "queue" | "deadLetters") => {
    const { Attributes = {} } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl: output(queue), AttributeNames: ["All"] }),
    );
    const [waiting, received] = [
      Attributes.ApproximateNumberOfMessages,
      Attributes.ApproximateNumberOfMessagesNotVisible,
    ];
    return { waiting: Number(waiting), received: Number(received) };
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "paused-"));
    for (const name of ["node_modules", "handlers", "migrations", "contracts"])
      symlinkSync(join(ROOT, name), join(folder, name));
    writeFileSync(join(folder, "Pulumi.yaml"), "name: paused\nmain: index.ts\nruntime: nodejs\n");
    writeFileSync(join(folder, "Pulumi.local.yaml"), "config:\n  aws:region: eu-west-1\n");
    writeFileSync(join(folder, "index.ts"), PROGRAM);
    running = await startCloud({
      root: folder,
      folder: join(folder, ".local"),
      port: 0,
      log: { info() {}, warn() {}, output() {} },
      clock: { ...systemClock, now: () => Date.now() + early },
    });
    const env: Readonly<Record<string, string>> = environmentOf(running);
    sqs = new SQSClient({
      region: env.AWS_REGION ?? "",
      endpoint: env.AWS_ENDPOINT_URL ?? "",
      credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "" },
    });
    // Nobody but the migration has been there: five minutes without a connection.
    early = HALF_PAUSE_MS;
  });
  after(async () => {
    sqs?.destroy();
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are accepted, told to come back for, and stored at their first receive", async () => {
    const begun = Date.now();
    const first = await place();
    const reading = get(first.orderId);
    await eventually(
      () => messages("queue"),
      ({ received }) => received === 1,
      10_000,
    );
    const second = await place();
    const told = await reading;
    assert.equal(told.status, 503, told.text);
    assert.equal(told.headers["retry-after"], "15");
    const third = await place();
    assert.equal((await get(third.orderId)).status, 503);

    for (const order of [first, second, third]) {
      const { json } = await eventually(
        () => get(order.orderId),
        ({ status }) => status === 200,
        30_000,
      );
      assert.deepEqual(json, { status: "stored", order });
    }
    assert.ok(Date.now() - begun >= 15_000, "the cluster was awake");
    const none = { waiting: 0, received: 0 };
    await eventually(
      () => messages("queue"),
      (found) => found.waiting + found.received === 0,
      10_000,
    );
    assert.deepEqual(await messages("deadLetters"), none);
  });
});
