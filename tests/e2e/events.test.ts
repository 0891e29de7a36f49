import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, ScanCommand } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand, type PutEventsRequestEntry } from "@aws-sdk/client-eventbridge";
import { DeleteFunctionConcurrencyCommand, LambdaClient, PutFunctionConcurrencyCommand } from "@aws-sdk/client-lambda";
import { type Message, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import { call, eventually } from "../support/local-stack";
import { type PageProgram, startPage } from "../support/page-program";
import { Changed, ChangedV2 } from "./event-faults/fault-contracts";

const FAULTS = [
  "fault-contracts.ts",
  "faults.ts",
  ...["half.handler.ts", "keep.ts", "newer.handler.ts", "strict.handler.ts"].map((file) => `handlers/${file}`),
];

describe("docs/events.md", function () {
  this.timeout(180_000);

  let page: PageProgram;
  let bus: EventBridgeClient;
  let sqs: SQSClient;
  let dynamo: DynamoDBClient;
  let lambda: LambdaClient;
  before(async () => {
    const faults = FAULTS.map((file) => [file, readFileSync(join(__dirname, "event-faults", file), "utf8")] as const);
    page = await startPage(
      "events",
      {},
      {
        ...Object.fromEntries(faults),
        // The page as it is, and beside it what goes wrong.
        "main.ts": 'export * from "./faults";\nexport * from "./index";\n',
        "Pulumi.yaml": "name: events\nmain: main.ts\nruntime: nodejs\n",
      },
    );
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = page.cloud.environment;
    const client = {
      endpoint: page.cloud.endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId, secretAccessKey },
    };
    bus = new EventBridgeClient(client);
    sqs = new SQSClient(client);
    dynamo = new DynamoDBClient(client);
    lambda = new LambdaClient(client);
  });
  after(async () => {
    for (const client of [bus, sqs, dynamo, lambda]) client?.destroy();
    await page?.close();
  });

  const output = (name: string) => String(page.cloud.outputs[name]);
  const reserve = (body: object) =>
    call("POST", `${output("url")}/reservations`, {
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  /** As many messages as are waited for, with what they carry. */
  const received = async (queue: string, count = 1): Promise<Message[]> => {
    const found: Message[] = [];
    for (const last = Date.now() + 60_000; found.length < count && Date.now() < last; ) {
      const { Messages = [] } = await sqs.send(
        new ReceiveMessageCommand({
          QueueUrl: output(queue),
          MaxNumberOfMessages: 10,
          WaitTimeSeconds: 1,
          VisibilityTimeout: 600,
          MessageAttributeNames: ["All"],
        }),
      );
      found.push(...Messages);
    }
    return found;
  };
  const put = async (...events: readonly Omit<PutEventsRequestEntry, "EventBusName" | "Source">[]) => {
    const all = events.map((event) => ({ ...event, EventBusName: output("itemsBusName"), Source: Changed.source }));
    for (let at = 0; at < all.length; at += 10)
      assert.equal((await bus.send(new PutEventsCommand({ Entries: all.slice(at, at + 10) }))).FailedEntryCount, 0);
  };
  const changed = (detail: object, more: Partial<PutEventsRequestEntry> = {}) => ({
    DetailType: Changed.detailType,
    Detail: JSON.stringify(detail),
    ...more,
  });
  const items = async () => {
    const { Items = [] } = await dynamo.send(new ScanCommand({ TableName: output("itemsName"), ConsistentRead: true }));
    return new Map(Items.map((item) => unmarshall(item)).map(({ id, ...kept }) => [String(id), kept]));
  };
  const kept = (id: string) =>
    eventually(
      async () => (await items()).get(id),
      (item) => item?.value !== undefined,
      30_000,
    );

  it("charges for what was reserved, tells of it, and sends on what the filter lets through", async () => {
    const answer = await reserve({ bookingId: "b-1", seats: 2 });
    assert.equal(answer.status, 202, answer.text);
    await reserve({ bookingId: "b-0", seats: 1 });
    await reserve({ bookingId: "b-none", seats: 0 });
    const [mail] = await received("sentUrl");
    assert.equal(mail?.Body, "b-1: 100 paid");
    assert.equal((await reserve({ bookingId: "b-2", seats: "two" })).status, 400);
  });

  it("answers 413 for a body that is too long for the bus, and takes no longer event", async () => {
    const { status, json } = await reserve({ bookingId: "b".repeat(1_100_000), seats: 1 });
    assert.deepEqual([status, json], [413, { message: "The event is too long" }]);
    await assert.rejects(put(changed({ itemId: "i".repeat(1_100_000) })), { name: "ValidationException" });
  });

  it("brings every event to a consumer that fails half of the time, twice and out of order: each is done once", async () => {
    const stream = "arn:aws:dynamodb:eu-west-1:000000000000:table/items/stream/2026-11-30T00:00:00.000";
    const names = Array.from({ length: 12 }, (_, at) => `item-${at}`);
    const events = names.flatMap((itemId) =>
      [3, 1, 2].map((revision) =>
        changed({ itemId, revision, value: `${revision}` }, { Resources: [`${stream}/${itemId}-${revision}/0`] }),
      ),
    );
    await put(...events, ...events);
    await eventually(items, (items) => names.every((name) => Number(items.get(`half ${name}`)?.times) >= 3), 60_000);
    // Whatever comes a second time has come by now as well, or is known.
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    const after = await items();
    for (const name of names) assert.deepEqual(after.get(`half ${name}`), { times: 3, revision: 3, value: "3" }, name);
  });

  it("keeps poison: what a queue's consumer and what a function fails on, each with the event", async () => {
    await put(changed({ itemId: "poison", revision: 1 }), changed({ itemId: "healthy", revision: 1, value: "x" }));
    assert.equal((await kept("strict healthy"))?.value, "x");
    const [failed] = await received("strictFailedUrl");
    const { requestContext, requestPayload, responsePayload } = JSON.parse(failed?.Body ?? "{}");
    assert.equal(requestContext.condition, "RetriesExhausted");
    assert.deepEqual(requestPayload.detail, { itemId: "poison", revision: 1 });
    assert.equal(responsePayload.errorType, "ZodError");
    const [dead] = await received("workDeadLettersUrl");
    assert.deepEqual(JSON.parse(dead?.Body ?? "{}").detail, { itemId: "poison", revision: 1 });
    assert.equal((await kept("half healthy"))?.value, "x");
  });

  it("takes an event that has more than the contract, and leaves one of another version to who knows it", async () => {
    await put(changed({ itemId: "more", revision: 1, value: "x", colour: "red" }), {
      DetailType: ChangedV2.detailType,
      Detail: JSON.stringify({ itemId: "newer", revision: 1, values: ["a", "b"] }),
    });
    assert.equal((await kept("strict more"))?.value, "x");
    assert.equal((await kept("newer newer"))?.value, "a,b");
    const known = [...(await items()).keys()];
    assert.deepEqual(
      known.filter((id) => /(strict|half) newer/.test(id)),
      [],
    );
  });

  it("puts an event whose target the rule has no right to among the rule's dead letters, with the reason", async () => {
    await put(changed({ itemId: "mute", revision: 1, value: "x" }));
    const [letter] = await received("muteDeadLettersUrl");
    assert.equal(JSON.parse(letter?.Body ?? "{}").detail.itemId, "mute");
    const { ERROR_CODE, ERROR_MESSAGE } = letter?.MessageAttributes ?? {};
    assert.match(String(ERROR_CODE?.StringValue), /AccessDenied/);
    assert.match(String(ERROR_MESSAGE?.StringValue), /sqs:sendmessage/);
    // Others are none the worse.
    assert.equal((await kept("strict mute"))?.value, "x");
  });

  it("has events wait for a service that is down, while others work", async () => {
    const FunctionName = output("newerName");
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions: 0 }));
    const late = Array.from({ length: 5 }, (_, at) => ({
      DetailType: ChangedV2.detailType,
      Detail: JSON.stringify({ itemId: `late-${at}`, revision: 1, values: ["x"] }),
    }));
    await put(...late, changed({ itemId: "meanwhile", revision: 1, value: "x" }));
    assert.equal((await kept("strict meanwhile"))?.value, "x");
    assert.equal((await items()).has("newer late-0"), false);
    await lambda.send(new DeleteFunctionConcurrencyCommand({ FunctionName }));
    for (const at of late.keys()) assert.equal((await kept(`newer late-${at}`))?.times, 1);
  });
});
