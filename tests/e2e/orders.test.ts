import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { ReceiveMessageCommand, SendMessageCommand, SetQueueAttributesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Client } from "pg";
import type { Order } from "../../contracts/orders";
import { call, eventually, type LocalStack, newDataFolder, startStack } from "../support/local-stack";
import { anOrder } from "../support/orders";

describe("orders on the local cloud", function () {
  this.timeout(60_000);

  const folder = newDataFolder();
  let stack: LocalStack;

  const post = (body: string | Buffer, headers: Record<string, string> = {}) =>
    call("POST", `${stack.outputs.ordersUrl}/orders`, {
      headers: { "content-type": "application/json", "x-api-key": stack.outputs.ordersApiKey ?? "", ...headers },
      body,
    });
  const place = (order: Order) => post(JSON.stringify(order));
  const get = (orderId: string) => call("GET", `${stack.outputs.ordersUrl}/orders/${orderId}`);
  const settled = (orderId: string) =>
    eventually(
      () => get(orderId),
      ({ status }) => status === 200,
      5_000,
    );
  const rows = async (query: string, values: unknown[]) => {
    const client = new Client({ connectionString: stack.env.ORDERS_DATABASE_URL });
    await client.connect();
    try {
      return (await client.query(query, values)).rows;
    } finally {
      await client.end();
    }
  };

  before(async () => {
    stack = await startStack(folder);
  });
  after(async () => {
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("accepts an order and reads it back within two seconds", async () => {
    const order = anOrder();
    const accepted = await place(order);
    assert.equal(accepted.status, 202, accepted.text);
    const { messageId, requestId } = accepted.json as Record<string, string>;
    assert.match(messageId ?? "", /^[0-9a-f-]{36}$/);
    assert.match(requestId ?? "", /^[0-9a-f-]{36}$/);
    const stored = await eventually(
      () => get(order.orderId),
      ({ status }) => status === 200,
      2_000,
    );
    assert.deepEqual(stored.json, { status: "stored", order });
  });

  it("answers 404 with Retry-After for an order it does not know", async () => {
    const { status, headers } = await get(randomUUID());
    assert.equal(status, 404);
    assert.equal(headers["retry-after"], "1");
  });

  it("keeps an accepted order through kill -9 of everything", async () => {
    const order = anOrder();
    assert.equal((await place(order)).status, 202);
    await stack.kill();
    stack = await startStack(folder);
    assert.deepEqual((await settled(order.orderId)).json, { status: "stored", order });
  });

  it("stores the same order posted 100 times at once only once", async () => {
    const order = anOrder();
    const answers = await Promise.all(Array.from({ length: 100 }, () => place(order)));
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]));
    assert.deepEqual((await settled(order.orderId)).json, { status: "stored", order });
    assert.deepEqual(await rows("select count(*)::int from order_items where order_id = $1", [order.orderId]), [
      { count: order.items.length },
    ]);
  });

  it("records another order under the same id as a conflict", async () => {
    const order = anOrder();
    await place(order);
    await settled(order.orderId);
    await place({ ...order, customerId: "c-18" });
    const [conflict] = await eventually(
      () => rows("select code, reason from order_rejections where order_id = $1", [order.orderId]),
      ({ length }) => length > 0,
      5_000,
    );
    assert.deepEqual(conflict, { code: "conflict", reason: `another order is stored under ${order.orderId}` });
    assert.deepEqual((await get(order.orderId)).json, { status: "stored", order });
  });

  for (const text of [
    "&DelaySeconds=900&MessageBody=x",
    "100%26 + more",
    'it\'s "quoted" \\ and\nbroken\tup',
    "żółć 🚀 \u2028 #set($x = 1) $input.body",
  ]) {
    it(`keeps ${JSON.stringify(text)} to the letter`, async () => {
      const order = anOrder({ customerId: text });
      assert.equal((await place(order)).status, 202);
      assert.deepEqual((await settled(order.orderId)).json, { status: "stored", order });
    });
  }

  describe("refuses at the gateway", () => {
    const order = anOrder();
    const json = JSON.stringify(order);
    const refusals: [string, () => ReturnType<typeof post>, number, unknown][] = [
      ["what is not JSON", () => post("{"), 400, { message: "Invalid request body" }],
      [
        "a missing field",
        () => post(JSON.stringify({ ...order, items: undefined })),
        400,
        { message: "Invalid request body" },
      ],
      [
        "an unknown field",
        () => post(JSON.stringify({ ...order, vip: true })),
        400,
        { message: "Invalid request body" },
      ],
      [
        "a wrong type",
        () => post(JSON.stringify({ ...order, currency: 978 })),
        400,
        { message: "Invalid request body" },
      ],
      [
        "another content type",
        () => post(json, { "content-type": "text/plain" }),
        415,
        { message: "Unsupported Media Type" },
      ],
      ["a wrong key", () => post(json, { "x-api-key": "x".repeat(40) }), 403, { message: "Forbidden" }],
      [
        "a missing key",
        () =>
          call("POST", `${stack.outputs.ordersUrl}/orders`, {
            headers: { "content-type": "application/json" },
            body: json,
          }),
        403,
        { message: "Forbidden" },
      ],
      [
        "an unknown route",
        () => call("GET", `${stack.outputs.ordersUrl}/nowhere`),
        403,
        { message: "Missing Authentication Token" },
      ],
      [
        "a wrong method",
        () => call("DELETE", `${stack.outputs.ordersUrl}/orders`),
        403,
        { message: "Missing Authentication Token" },
      ],
    ];
    for (const [what, request, status, body] of refusals) {
      it(what, async () => {
        const answer = await request();
        assert.equal(answer.status, status, answer.text);
        assert.deepEqual(answer.json, body);
      });
    }

    it("a body over the limit of SQS", async () => {
      const answer = await post(json + " ".repeat(1_100_000));
      assert.equal(answer.status, 413, answer.text);
    });
  });

  describe("rejects after the queue, with a reason", () => {
    const rejections: [string, (order: Order) => string, RegExp][] = [
      ["an order without items", (order) => JSON.stringify({ ...order, items: [] }), /items/],
      ["U+0000", (order) => JSON.stringify({ ...order, customerId: "a\0b" }), /customerId/],
      ["a lone surrogate", (order) => JSON.stringify(order).replace('"c-17"', '"\\ud800"'), /customerId/],
      [
        "a year that PostgreSQL does not know",
        (order) => JSON.stringify({ ...order, placedAt: "0000-01-01T00:00:00Z" }),
        /SQLSTATE 22/,
      ],
    ];
    for (const [what, body, reason] of rejections) {
      it(what, async () => {
        const order = anOrder();
        const answer = await post(body(order));
        // API Gateway may refuse at once what it validates; whatever it accepts is rejected with a reason.
        if (answer.status === 400) return;
        assert.equal(answer.status, 202, answer.text);
        const { json } = await settled(order.orderId);
        assert.equal((json as { status: string }).status, "rejected");
        assert.match((json as { reason: string }).reason, reason);
      });
    }

    it("stores the good orders of a batch that holds a bad one", async () => {
      const good = Array.from({ length: 20 }, () => anOrder());
      const bad = anOrder({ placedAt: "0000-01-01T00:00:00Z" });
      await Promise.all([...good, bad].map(place));
      for (const order of good) assert.deepEqual((await settled(order.orderId)).json, { status: "stored", order });
      assert.equal(((await settled(bad.orderId)).json as { status: string }).status, "rejected");
    });
  });

  it("moves a message that is no order to the dead-letter queue, its reason readable", async () => {
    const { AWS_ENDPOINT_URL, AWS_REGION, AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = stack.env;
    const sqs = new SQSClient({
      endpoint: AWS_ENDPOINT_URL ?? "",
      region: AWS_REGION ?? "",
      credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
    });
    const QueueUrl = stack.outputs.ordersQueueUrl;
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: "3" } }));
    const { MessageId } = await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: "no order" }));
    const received = await eventually(
      () =>
        sqs.send(
          new ReceiveMessageCommand({
            QueueUrl: stack.outputs.ordersDeadLetterQueueUrl,
            MaxNumberOfMessages: 10,
            WaitTimeSeconds: 1,
          }),
        ),
      ({ Messages }) => Messages?.some((message) => message.MessageId === MessageId) ?? false,
      30_000,
    );
    assert.equal(received.Messages?.find((message) => message.MessageId === MessageId)?.Body, "no order");
    assert.deepEqual(
      await rows("select code, reason, attempts from order_rejections where message_id = $1", [MessageId]),
      [{ code: "invalid", reason: "the message is not JSON", attempts: 3 }],
    );
    sqs.destroy();
  });
});
