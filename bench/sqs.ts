import { Sha256 } from "@aws-crypto/sha256-js";
import { HttpRequest } from "@smithy/protocol-http";
import { SignatureV4 } from "@smithy/signature-v4";
import type { ApiRequest } from "../local/wire/transport/api-request";
import { REGION, resourceContext, startTestCloud, type TestCloud } from "../tests/local/cloud/test-cloud";
import { withBareServer } from "./bare-server";
import { CONNECTIONS, load } from "./load";
import { measure } from "./measure";
import { type Benchmark, count, percent } from "./report";

const MESSAGES = 50_000;
const BATCH = 100;
const SENDERS = 64;
const SECONDS = 3;
const ARN = "arn:aws:sqs:eu-west-1:000000000000:bench";

/** The size of an order. */
const BODY = JSON.stringify({ orderId: "3f0e1a52-7c55-4b0e-9a53-0d6a1f5c2b11", note: "x".repeat(240) });

/** The local queue alone: durable sends and receives, as the gateway and the event source poller make them, and over HTTP. */
export const measureQueue: Benchmark = async () => {
  const cloud = await startTestCloud();
  try {
    await cloud.resource("aws:sqs/queue:Queue").create({ name: "bench" }, resourceContext("bench"));
    const rows = [
      ["SendMessage as the gateway calls it", `${SENDERS} at once`, count(await sendInProcess(cloud)), ""],
      ["receive and delete as the poller does", `batches of ${BATCH}`, count(await receiveInProcess(cloud)), ""],
      ["SendMessage, signed, over HTTP", `${CONNECTIONS} connections`, ...(await sendOverHttp(cloud))],
    ];
    return {
      title: "The local queue",
      about: `Messages of ${BODY.length} bytes, each durable before it is answered.`,
      columns: ["what", "how", "messages/s", "of bare node:http"],
      rows,
    };
  } finally {
    await cloud.close();
  }
};

const perSecond = (messages: number, since: number): number => messages / ((performance.now() - since) / 1000);

const sendInProcess = async (cloud: TestCloud): Promise<number> => {
  const { accessKeyId } = cloud.access.administrator;
  const principal = cloud.access.find(accessKeyId)?.principal;
  const { handle } = cloud.sqs;
  if (!principal || !handle) throw new Error("the cloud has no administrator or no SQS");
  const request: ApiRequest = {
    principal,
    method: "POST",
    url: "/000000000000/bench",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: Buffer.from(`Action=SendMessage&MessageBody=${encodeURIComponent(BODY)}`),
    requestId: "00000000-0000-0000-0000-000000000000",
  };
  const start = performance.now();
  const sender = async () => {
    for (let sent = 0; sent < MESSAGES / SENDERS; sent++) await handle(request);
  };
  await Promise.all(Array.from({ length: SENDERS }, sender));
  return perSecond(MESSAGES, start);
};

const receiveInProcess = async (cloud: TestCloud): Promise<number> => {
  const queues = cloud.cloud.directory.sqs.queues;
  const start = performance.now();
  let received = 0;
  for (;;) {
    const batch = await queues.receive(ARN, { max: BATCH, waitMs: 0 });
    if (batch.length === 0) return perSecond(received, start);
    await queues.delete(batch.map(({ receiptHandle }) => receiptHandle));
    received += batch.length;
  }
};

/** One signature serves all requests: checking it costs the same each time. */
const sendOverHttp = async (cloud: TestCloud): Promise<[perSecond: string, share: string]> => {
  const { hostname, host, port } = new URL(cloud.cloud.endpoint);
  const signer = new SignatureV4({
    service: "sqs",
    region: REGION,
    sha256: Sha256,
    credentials: cloud.access.administrator,
  });
  const body = JSON.stringify({ QueueUrl: `${cloud.cloud.endpoint}/000000000000/bench`, MessageBody: BODY });
  const { headers } = await signer.sign(
    new HttpRequest({
      method: "POST",
      protocol: "http:",
      hostname,
      port: Number(port),
      path: "/",
      headers: { host, "content-type": "application/x-amz-json-1.0", "x-amz-target": "AmazonSQS.SendMessage" },
      body,
    }),
  );
  const request = { headers: { ...headers, host }, body, seconds: SECONDS };
  const { requestsPerSecond, share } = await withBareServer((bareUrl) =>
    measure(
      () => load({ ...request, url: `${cloud.cloud.endpoint}/` }),
      () => load({ ...request, url: bareUrl }),
    ),
  );
  return [count(requestsPerSecond), percent(share)];
};
