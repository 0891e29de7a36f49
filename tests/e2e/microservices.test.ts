import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { DynamoDBClient, PutItemCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { marshall, unmarshall } from "@aws-sdk/util-dynamodb";
import { call, type LocalStack, startStack } from "../support/local-stack";
import { writePage } from "../support/page-program";

const PRICE = 10;
const SEATS = 12;

describe("docs/patterns/microservices.md", function () {
  this.timeout(300_000);

  let root = "";
  let stack: LocalStack;
  let dynamo: DynamoDBClient;
  let sqs: SQSClient;
  const tables = () => stack.outputs.tables as unknown as Readonly<Record<"shows" | "bookings" | "ledger", string>>;

  const start = async () => {
    stack = await startStack(join(root, ".local"), root);
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = stack.env;
    const client = {
      endpoint: stack.env.AWS_ENDPOINT_URL ?? "",
      region: "eu-west-1",
      credentials: { accessKeyId, secretAccessKey },
    };
    dynamo = new DynamoDBClient(client);
    sqs = new SQSClient(client);
  };
  const end = () => {
    dynamo?.destroy();
    sqs?.destroy();
  };
  before(async () => {
    root = writePage("patterns/microservices");
    await start();
    await dynamo.send(
      new PutItemCommand({
        TableName: tables().shows,
        Item: marshall({ showId: "hamlet", seatsLeft: SEATS, price: PRICE }),
      }),
    );
  });
  after(async () => {
    end();
    await stack?.stop();
    rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  const book = async (clientToken: string, card: string, seats = 2): Promise<string> => {
    const { status, text } = await call("POST", `${stack.outputs.platformUrl}/bookings`, {
      body: JSON.stringify({ showId: "hamlet", seats, clientToken, card }),
      headers: { "content-type": "application/json" },
    });
    assert.equal(status, 202, text);
    return (JSON.parse(text) as { bookingId: string }).bookingId;
  };
  const until = async <Found>(find: () => Promise<Found | undefined>, what: string): Promise<Found> => {
    for (const last = Date.now() + 60_000; Date.now() < last; ) {
      const found = await find();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${what}\n${stack.printed().slice(-3000)}`);
  };
  const ended = (bookingId: string) =>
    until(async () => {
      const { status, text } = await call("GET", `${stack.outputs.platformUrl}/bookings/${bookingId}`);
      assert.equal(status, 200, text);
      const booking = JSON.parse(text) as { status: string };
      return booking.status === "pending" ? undefined : booking.status;
    }, `${bookingId} has not ended`);
  const items = async (TableName: string) => {
    const { Items = [] } = await dynamo.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items.map((item) => unmarshall(item));
  };
  const sum = (of: readonly Record<string, unknown>[]) => of.reduce((total, { seats }) => total + Number(seats), 0);

  it("confirms, declines, and waits for those that are slow; the same token is the same booking", async () => {
    const ids = await Promise.all([book("a", "ok"), book("b", "declined"), book("c", "slow"), book("a", "ok")]);
    assert.equal(ids[3], ids[0]);
    assert.equal(new Set(ids).size, 3);
    assert.deepEqual(await Promise.all(ids.map(ended)), ["confirmed", "declined", "confirmed", "confirmed"]);
  });

  it("declines what is sold out", async () => {
    assert.equal(await ended(await book("d", "ok", 8)), "confirmed");
    assert.equal(await ended(await book("e", "ok", 1)), "declined");
  });

  it("ends a booking of which everything was killed after charging and before answering", async () => {
    const Item = marshall({ showId: "macbeth", seatsLeft: 4, price: PRICE });
    await dynamo.send(new PutItemCommand({ TableName: tables().shows, Item }));
    const { text } = await call("POST", `${stack.outputs.platformUrl}/bookings`, {
      body: JSON.stringify({ showId: "macbeth", seats: 2, clientToken: "f", card: "slow" }),
      headers: { "content-type": "application/json" },
    });
    const { bookingId } = JSON.parse(text) as { bookingId: string };
    const charged = async () =>
      (await items(tables().ledger)).some((entry) => entry.bookingId === bookingId) ? true : undefined;
    await until(charged, "it is not charged");
    await stack.kill();
    end();
    await start();
    assert.equal(await ended(bookingId), "confirmed");
  });

  it("has taken as many seats as are confirmed and as are charged", async () => {
    const shows = await items(tables().shows);
    const left = shows.reduce((total, { seatsLeft }) => total + Number(seatsLeft), 0);
    const confirmed = (await items(tables().bookings)).filter(({ status }) => status === "confirmed");
    const charged = (await items(tables().ledger)).filter(({ status }) => status === "charged");
    assert.deepEqual([SEATS + 4 - left, sum(confirmed), sum(charged)], [14, 14, 14]);
    const { text } = await call("GET", `${stack.outputs.platformUrl}/shows/hamlet`);
    assert.deepEqual(JSON.parse(text), { showId: "hamlet", seatsLeft: 0, price: PRICE });
  });

  it("tells of each booking that has ended, once", async () => {
    const bookings = await items(tables().bookings);
    const expected = bookings.map(({ bookingId, status }) => `${bookingId} ${status}`).sort();
    const told: string[] = [];
    const QueueUrl = stack.outputs.sentUrl ?? "";
    const receive = async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      for (const { Body = "{}", ReceiptHandle } of Messages) {
        const { bookingId, status } = JSON.parse(Body) as Record<string, string>;
        told.push(`${bookingId} ${status}`);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return told.length >= expected.length ? told : undefined;
    };
    await until(receive, `not all are told: ${JSON.stringify(told)}`);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await receive();
    assert.deepEqual(told.sort(), expected);
  });
});
