import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { StoredBooking, StoredPayment } from "../../contracts/bookings";
import type { Show } from "../../contracts/shows";
import { call, type LocalStack, newDataFolder, startStack } from "../support/local-stack";

const TIERS = resolve(__dirname, "../../local/bin/tiers.cjs");
const run = promisify(execFile);

describe("the microservices on the local cloud", function () {
  this.timeout(240_000);

  const folder = newDataFolder();
  let stack: LocalStack;
  let dynamo: DynamoDBClient;
  let sqs: SQSClient;
  /** Seats that are left by show, before anybody books. */
  let left: ReadonlyMap<string, number>;
  let ana = "";
  let bob = "";

  const output = (name: string) => stack.outputs[name] ?? "";
  const signIn = async (name: string) => {
    const { stdout } = await run(process.execPath, [TIERS, "token", "platform", "--as", name, "--data", folder]);
    return stdout.trim();
  };
  const start = async () => {
    stack = await startStack(folder);
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = stack.env;
    const aws = {
      endpoint: stack.env.AWS_ENDPOINT_URL ?? "",
      region: stack.env.AWS_REGION ?? "",
      credentials: { accessKeyId, secretAccessKey },
    };
    dynamo = new DynamoDBClient(aws);
    sqs = new SQSClient(aws);
  };
  const end = () => {
    dynamo?.destroy();
    sqs?.destroy();
  };
  before(async () => {
    await start();
    left = new Map((await shows()).map(({ showId, seatsLeft }) => [showId, seatsLeft]));
    ana = await signIn("ana");
    bob = await signIn("bob");
  });
  after(async () => {
    end();
    await stack?.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  });

  const ask = (method: string, path: string, token?: string, body?: unknown) =>
    call(method, `${output("platformUrl")}${path}`, {
      headers: {
        ...(token !== undefined && { authorization: token }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const shows = async () => ((await ask("GET", "/shows?limit=100")).json as { readonly shows: Show[] }).shows;
  const aShow = async (seats: number): Promise<Show> => {
    const found = (await shows()).find(({ seatsLeft }) => seatsLeft >= seats);
    assert.ok(found);
    return found;
  };
  const book = async (token: string, showId: string, card: string, seats = 2, clientToken: string = randomUUID()) => {
    const { status, text, json } = await ask("POST", "/bookings", token, { showId, seats, clientToken, card });
    assert.equal(status, 202, text);
    return (json as { readonly bookingId: string }).bookingId;
  };
  const until = async <Found>(find: () => Promise<Found | undefined>, what: string): Promise<Found> => {
    for (const last = Date.now() + 60_000; Date.now() < last; ) {
      const found = await find();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`${what}\n${stack.printed().slice(-3000)}`);
  };
  const ended = (token: string, bookingId: string) =>
    until(async () => {
      const { status, text, json } = await ask("GET", `/bookings/${bookingId}`, token);
      assert.equal(status, 200, text);
      const booking = json as { readonly status: string };
      return booking.status === "pending" ? undefined : booking.status;
    }, `${bookingId} has not ended`);
  /** Of a table of the platform. */
  const items = async <Item>(part: string): Promise<Item[]> => {
    const { TableNames = [] } = await dynamo.send(new ListTablesCommand({}));
    const TableName = TableNames.find((name) => new RegExp(`^platform-${part}-[0-9a-f]{7}$`).test(name));
    const { Items = [] } = await dynamo.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items.map((item) => unmarshall(item) as Item); // as handlers write it
  };

  it("lets anybody look at shows, and nobody book without a token, under one address", async () => {
    const { showId } = await aShow(1);
    assert.equal((await ask("GET", `/shows/${showId}`)).status, 200);
    assert.equal((await ask("POST", "/bookings", undefined, {})).status, 401);
    assert.equal((await ask("POST", "/bookings", ana, { showId })).status, 400);
    assert.equal((await ask("GET", "/nothing")).status, 403);
  });

  it("confirms, declines, and waits for cards that are slow; the same token is the same booking", async () => {
    const { showId } = await aShow(10);
    const token = randomUUID();
    const ids = await Promise.all([
      book(ana, showId, "ok", 2, token),
      book(ana, showId, "declined"),
      book(bob, showId, "slow"),
      book(ana, showId, "ok", 2, token),
    ]);
    assert.equal(ids[3], ids[0]);
    // Another holder's token is another one.
    assert.notEqual(await book(bob, showId, "declined", 2, token), ids[0]);
    const holders = [ana, ana, bob, ana];
    assert.deepEqual(await Promise.all(ids.map((id, at) => ended(holders[at] ?? "", id))), [
      "confirmed",
      "declined",
      "confirmed",
      "confirmed",
    ]);
    assert.equal((await ask("GET", `/bookings/${ids[0]}`, bob)).status, 404);
    assert.equal(await ended(ana, await book(ana, randomUUID(), "ok")), "declined");
  });

  it("ends a booking of which everything was killed after charging and before answering", async () => {
    const { showId } = await aShow(10);
    const bookingId = await book(ana, showId, "slow");
    const charged = async () =>
      (await items<StoredPayment>("ledger")).some((entry) => entry.bookingId === bookingId) || undefined;
    await until(charged, "it is not charged");
    await stack.kill();
    end();
    await start();
    assert.equal(await ended(ana, bookingId), "confirmed");
  });

  it("has taken as many seats as are confirmed and as are charged, and charged nobody twice", async () => {
    await until(
      async () => (await items<StoredBooking>("bookings")).every(({ status }) => status !== "pending") || undefined,
      "not all have ended",
    );
    const catalogue = (await items<Partial<Show>>("shows")).filter(({ seats }) => seats !== undefined);
    const confirmed = (await items<StoredBooking>("bookings")).filter(({ status }) => status === "confirmed");
    const charged = (await items<StoredPayment>("ledger")).filter(({ status }) => status === "charged");
    const price = (showId: string) => Number(catalogue.find((show) => show.showId === showId)?.price);
    const seatsOf = (showId?: string) =>
      confirmed.filter((each) => each.showId === showId).reduce((total, { seats }) => total + seats, 0);
    for (const { showId, seatsLeft } of await shows())
      assert.equal(seatsLeft, Number(left.get(showId)) - seatsOf(showId), showId);
    assert.deepEqual(
      charged.map(({ bookingId, amount }) => `${bookingId} ${amount}`).sort(),
      confirmed.map(({ bookingId, seats, showId }) => `${bookingId} ${seats * price(showId)}`).sort(),
    );
    assert.equal(confirmed.length, 3);
  });

  it("tells of each booking that has ended, once", async () => {
    const bookings = await items<StoredBooking>("bookings");
    const expected = bookings.map(({ bookingId, status }) => `${bookingId} ${status}`).sort();
    const told: string[] = [];
    const QueueUrl = output("platformNotificationsUrl");
    const receive = async () => {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
      for (const { Body = "{}", ReceiptHandle } of Messages) {
        const { bookingId, status } = JSON.parse(Body) as Record<string, string>;
        told.push(`${bookingId} ${status}`);
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return told.length >= expected.length ? told : undefined;
    };
    await until(receive, "not all are told");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await receive();
    assert.deepEqual(told.sort(), expected);
  });
});
