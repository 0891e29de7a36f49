import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { promisify } from "node:util";
import { DynamoDBClient, ListTablesCommand, ScanCommand } from "@aws-sdk/client-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { BookingRequest, StoredBooking, StoredPayment } from "../../contracts/bookings";
import type { Show } from "../../contracts/shows";
import { call, eventually, type LocalStack, newDataFolder, startStack } from "./local-stack";

const TIERS = resolve(__dirname, "../../local/bin/tiers.cjs");
const run = promisify(execFile);

/** The microservices of the program on data of their own, as their clients see them, and what is in their tables. */
export class BookingPlatform {
  stack!: LocalStack;
  /** For clients of the SDK. */
  aws!: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } };
  private readonly folder = newDataFolder();
  private dynamo!: DynamoDBClient;
  /** Seats that are left by show, before anybody books. */
  private left: ReadonlyMap<string, number> = new Map();

  /** @param root Of the program. */
  constructor(private readonly root?: string) {}

  async start(): Promise<void> {
    this.stack = await startStack(this.folder, this.root);
    const { AWS_ENDPOINT_URL: endpoint = "", AWS_REGION: region = "", ...keys } = this.stack.env;
    const { AWS_ACCESS_KEY_ID: accessKeyId = "", AWS_SECRET_ACCESS_KEY: secretAccessKey = "" } = keys;
    this.aws = { endpoint, region, credentials: { accessKeyId, secretAccessKey } };
    this.dynamo = new DynamoDBClient(this.aws);
    if (this.left.size > 0) return;
    this.left = new Map((await this.shows()).map(({ showId, seatsLeft }) => [showId, seatsLeft]));
  }

  /** `kill -9` of everything, and up again. */
  async restart(): Promise<void> {
    await this.stack.kill();
    this.dynamo.destroy();
    await this.start();
  }

  async end(): Promise<void> {
    this.dynamo?.destroy();
    await this.stack?.stop();
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }

  output(name: string): string {
    return this.stack.outputs[name] ?? "";
  }

  async signIn(name: string): Promise<string> {
    const args = [TIERS, "token", "platform", "--as", name, "--data", this.folder];
    return (await run(process.execPath, args)).stdout.trim();
  }

  ask(method: string, path: string, token?: string, body?: unknown) {
    return call(method, `${this.output("platformUrl")}${path}`, {
      headers: {
        ...(token !== undefined && { authorization: token }),
        ...(body !== undefined && { "content-type": "application/json" }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  }

  async shows(): Promise<Show[]> {
    return ((await this.ask("GET", "/shows?limit=100")).json as { readonly shows: Show[] }).shows;
  }

  /** One of which so many seats are left. */
  async aShow(seats: number): Promise<Show> {
    return (
      (await this.shows()).find(({ seatsLeft }) => seatsLeft >= seats) ?? assert.fail(`no show has ${seats} seats`)
    );
  }

  async book(
    token: string,
    showId: string,
    card: BookingRequest["card"],
    { seats = 2, clientToken = randomUUID() as string } = {},
  ): Promise<string> {
    const { status, text, json } = await this.ask("POST", "/bookings", token, { showId, seats, clientToken, card });
    assert.equal(status, 202, text);
    return (json as { readonly bookingId: string }).bookingId;
  }

  async ended(token: string, bookingId: string): Promise<string> {
    const status = async () => {
      const { status, text, json } = await this.ask("GET", `/bookings/${bookingId}`, token);
      assert.equal(status, 200, text);
      return (json as { readonly status: string }).status;
    };
    return await this.until(status, (status) => status !== "pending");
  }

  /** Asks again until `accept` is content; fails with what the stack has printed. */
  async until<Found>(ask: () => Promise<Found>, accept: (found: Found) => boolean): Promise<Found> {
    try {
      return await eventually(ask, accept, 60_000);
    } catch (error) {
      throw new Error(`${error}\n${this.stack.printed().slice(-3000)}`);
    }
  }

  /** Of a table of the platform, as handlers write them. */
  async items<Item>(part: string): Promise<Item[]> {
    const { TableNames = [] } = await this.dynamo.send(new ListTablesCommand({}));
    const TableName = TableNames.find((name) => new RegExp(`^platform-${part}-[0-9a-f]{7}$`).test(name));
    const { Items = [] } = await this.dynamo.send(new ScanCommand({ TableName, ConsistentRead: true }));
    return Items.map((item) => unmarshall(item) as Item);
  }

  /**
   * Holds that every booking ends, that as many seats are taken as are confirmed and as are charged, for each show, and
   * that nobody is charged for another sum than that of their booking.
   *
   * @returns the bookings
   */
  async agrees(): Promise<readonly StoredBooking[]> {
    const bookings = await this.until(
      () => this.items<StoredBooking>("bookings"),
      (bookings) => bookings.every(({ status }) => status !== "pending"),
    );
    const payments = new Map((await this.items<StoredPayment>("ledger")).map((entry) => [entry.bookingId, entry]));
    for (const { showId, seatsLeft, price } of await this.shows()) {
      const booked = bookings.filter((booking) => booking.showId === showId);
      const confirmed = booked.filter(({ status }) => status === "confirmed");
      const charged = booked.flatMap(({ bookingId }) => payments.get(bookingId) ?? []).filter(isCharged);
      const seats = {
        taken: Number(this.left.get(showId)) - seatsLeft,
        confirmed: sum(confirmed.map(({ seats }) => seats)),
        charged: sum(charged.map(({ amount }) => amount)) / price,
      };
      assert.deepEqual(seats, { taken: seats.confirmed, confirmed: seats.confirmed, charged: seats.confirmed }, showId);
      for (const { bookingId, seats, status } of booked) {
        const payment = payments.get(bookingId);
        const due = status === "confirmed" ? seats * price : 0;
        assert.equal(payment && isCharged(payment) ? payment.amount : 0, due, `${bookingId}, ${status}`);
      }
    }
    return bookings;
  }
}

const isCharged = ({ status }: StoredPayment): boolean => status === "charged";

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
