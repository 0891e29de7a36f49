import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { resolve } from "node:path";
import { DynamoDBClient, ScanCommand, UpdateItemCommand } from "@aws-sdk/client-dynamodb";
import { environmentOf } from "../../local/start/output-files";
import { type RunningCloud, startCloud } from "../../local/start/start-cloud";
import { eventuallyHolds } from "../support/eventually-holds";
import { call, newDataFolder } from "../support/local-stack";

const PROGRAM = resolve(__dirname, "../../bench/cached-shows");

describe("shows behind a cache", function () {
  this.timeout(120_000);
  const folder = newDataFolder();
  let running: RunningCloud;
  let dynamodb: DynamoDBClient;
  const warnings: string[] = [];
  const log = { info() {}, warn: (_: string, line: string) => void warnings.push(line), output() {} };
  const url = () => String(running.outputs.outputs.url);

  const shows = async () => {
    const { status, text } = await call("GET", `${url()}/shows?limit=100`);
    assert.equal(status, 200, text);
    return JSON.parse(text).shows as { showId: string; seatsLeft: number }[];
  };
  const show = async (showId: string) => {
    const { status, text } = await call("GET", `${url()}/shows/${showId}`);
    return { status, show: JSON.parse(text) as { seatsLeft: number } };
  };
  /** As somebody does who does not know of the cache. */
  const setSeats = (showId: string, seatsLeft: number) =>
    dynamodb.send(
      new UpdateItemCommand({
        TableName: String(running.outputs.outputs.table),
        Key: { showId: { S: showId } },
        UpdateExpression: "SET seatsLeft = :seats",
        ExpressionAttributeValues: { ":seats": { N: String(seatsLeft) } },
      }),
    );
  const cacheService = () => running.cloud.directory.service("elasticache");

  before(async () => {
    running = await startCloud({ root: PROGRAM, folder, port: 0, log });
    const env = environmentOf(running);
    dynamodb = new DynamoDBClient({
      endpoint: running.cloud.endpoint,
      region: "eu-west-1",
      credentials: { accessKeyId: env.AWS_ACCESS_KEY_ID ?? "", secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "" },
    });
  });
  after(async () => {
    dynamodb?.destroy();
    await running?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("are the table's, and stay right when it changes", async () => {
    const all = await shows();
    assert.equal(all.length, 8);
    const [first] = all;
    assert.ok(first);
    assert.equal((await show(first.showId)).show.seatsLeft, first.seatsLeft);
    await setSeats(first.showId, 1);
    await eventuallyHolds(async () => assert.equal((await show(first.showId)).show.seatsLeft, 1));
    await eventuallyHolds(async () =>
      assert.equal((await shows()).find(({ showId }) => showId === first.showId)?.seatsLeft, 1),
    );
    assert.equal((await show("5f0c8a52-0000-4b8a-9d0f-0c6f2a8e1b99")).status, 404);
    assert.equal((await show("5f0c8a52-0000-4b8a-9d0f-0c6f2a8e1b99")).status, 404);
  });

  it("are answered from the cache, which the log of the table shows", async () => {
    const { Items = [] } = await dynamodb.send(
      new ScanCommand({ TableName: String(running.outputs.outputs.table), ProjectionExpression: "showId" }),
    );
    assert.equal(Items.length, 9); // with the mark of the seeding
    await shows();
    assert.deepEqual(
      warnings.filter((line) => /may not|refused|NOPERM/.test(line)),
      [],
    );
  });

  it("are answered without the cache while it is away, and through it when it is back", async () => {
    const [first] = await shows();
    assert.ok(first);
    await cacheService()?.stop?.();
    for (let at = 0; at < 10; at++) assert.equal((await shows()).length, 8);
    await setSeats(first.showId, 7);
    assert.equal((await show(first.showId)).show.seatsLeft, 7);
    await cacheService()?.start?.();
    await eventuallyHolds(async () => assert.equal((await show(first.showId)).show.seatsLeft, 7));
    await setSeats(first.showId, 6);
    await eventuallyHolds(async () => assert.equal((await show(first.showId)).show.seatsLeft, 6));
  });
});
