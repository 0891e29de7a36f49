import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, GetItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { call, type LocalStack, startStack } from "../support/local-stack";
import { writePage } from "../support/page-program";

describe("docs/workflows.md", function () {
  this.timeout(300_000);

  let root = "";
  let stack: LocalStack;
  let dynamo: DynamoDBClient;
  const start = async () => {
    stack = await startStack(join(root, ".local"), root);
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = stack.env;
    dynamo = new DynamoDBClient({
      endpoint: stack.env.AWS_ENDPOINT_URL ?? "",
      region: "eu-west-1",
      credentials: { accessKeyId, secretAccessKey },
    });
  };
  before(async () => {
    root = writePage("workflows");
    await start();
  });
  after(async () => {
    dynamo?.destroy();
    await stack?.stop();
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  const post = (path: string, body: object) =>
    call("POST", `${stack.outputs.url}${path}`, {
      body: JSON.stringify(body),
      headers: { "content-type": "application/json" },
    });
  const until = async <Found>(find: () => Promise<Found | undefined>, what: string): Promise<Found> => {
    for (const end = Date.now() + 60_000; Date.now() < end; ) {
      const found = await find();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${what}\n${stack.printed().slice(-3000)}`);
  };
  const written = (id: string) =>
    until(async () => {
      const Key = { id: { S: id } };
      const { Item } = await dynamo.send(
        new GetItemCommand({ TableName: stack.outputs.tableName, Key, ConsistentRead: true }),
      );
      return Item;
    }, `${id} is not written`);
  const ended = (bookingId: string) =>
    until(async () => {
      const { text } = await call("GET", `${stack.outputs.url}/bookings/${bookingId}`);
      const { status } = JSON.parse(text) as { status: string };
      return status === "pending" ? undefined : status;
    }, `${bookingId} has not ended`);

  it("runs an express workflow behind a route, and makes its errors statuses", async () => {
    const quote = await post("/quotes", { seats: 2 });
    assert.deepEqual([quote.status, JSON.parse(quote.text)], [200, { seats: 2, fee: 5 }]);
    const refused = await post("/quotes", { seats: 9 });
    assert.deepEqual([refused.status, JSON.parse(refused.text)], [409, { message: "TooManySeats" }]);
    assert.equal((await post("/quotes", { seats: 'it\'s "many"' })).status, 200);
  });

  it("runs it for a function that has a link to it", async () => {
    const quote = await call("GET", `${stack.outputs.url}/quotes/3`);
    assert.deepEqual([quote.status, JSON.parse(quote.text)], [200, { seats: 3, fee: 5 }]);
    assert.equal((await call("GET", `${stack.outputs.url}/quotes/9`)).status, 409);
  });

  it("starts a standard one, once for the same body", async () => {
    const body = { bookingId: "b-0", card: "ok" };
    const first = await post("/bookings", body);
    assert.deepEqual([first.status, JSON.parse(first.text)], [202, { execution: "b-0" }]);
    assert.equal(await ended("b-0"), "confirmed");
    await until(
      async () => ((await post("/bookings", body)).status === 409 ? true : undefined),
      "it can be started again",
    );
  });

  const steps = [
    ["reserve", "ok"],
    ["charge", "ok"],
    ["confirm", "ok"],
    ["release", "declined"],
    ["decline", "declined"],
  ] as const;
  for (const [slow, card] of steps) {
    it(`finishes a booking of which everything was killed when ${slow} was done and not answered`, async () => {
      const bookingId = `b-${slow}`;
      assert.equal((await post("/bookings", { bookingId, card, slow })).status, 202);
      await written(`${bookingId}#${slow}`);
      await stack.kill();
      dynamo.destroy();
      await start();
      assert.equal(await ended(bookingId), card === "ok" ? "confirmed" : "declined");
    });
  }

  it("has taken as many seats as are confirmed and charged, and charged nobody twice", async () => {
    const { Items = [] } = await dynamo.send(
      new ScanCommand({ TableName: stack.outputs.tableName, ConsistentRead: true }),
    );
    const count = (step: string) => Items.filter(({ id }) => id?.S?.endsWith(`#${step}`)).length;
    const taken = Number(Items.find(({ id }) => id?.S === "show")?.taken?.N);
    assert.deepEqual(
      [taken, count("confirm"), count("charge") - count("refund"), count("reserve") - count("release")],
      [4, 4, 4, 4],
    );
    assert.equal(count("decline"), 2);
  });
});
