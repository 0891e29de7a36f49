import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { throttled } from "../../../../local/services/lambda/errors";
import type { MappingRecord, StreamSettings } from "../../../../local/services/lambda/event-sources/mapping";
import { Places } from "../../../../local/services/lambda/event-sources/places";
import type {
  Shard,
  ShardReader,
  ShardRecord,
} from "../../../../local/services/lambda/event-sources/stream/shard-reader";
import type { StreamKind } from "../../../../local/services/lambda/event-sources/stream/stream-kind";
import { StreamPoller } from "../../../../local/services/lambda/event-sources/stream/stream-poller";
import type { FunctionInvoker } from "../../../../local/services/lambda/invoker";
import { type TestCloud, testCloud } from "../rds/test-cloud";
import { throwAwayFolder } from "../rds/throw-away";

const QUEUE = "arn:aws:sqs:eu-west-1:000000000000:failed";

/** A stream whose records and shards the test decides about. */
class FakeStream implements ShardReader {
  readonly records = new Map<string, ShardRecord[]>();
  readonly known: Shard[] = [];
  readonly closed = new Set<string>();
  private count = 0;

  add(shardId: string, ...values: readonly unknown[]): void {
    for (const value of values) {
      this.count += 1;
      const sequenceNumber = String(this.count).padStart(21, "0");
      const partitionKey = String(value).slice(0, 1);
      const record = { sequenceNumber, partitionKey, arrivedAt: Date.now(), event: { value } };
      this.records.set(shardId, [...(this.records.get(shardId) ?? []), record]);
    }
    if (!this.known.some(({ id }) => id === shardId)) this.known.push({ id: shardId });
  }

  shards = async () => this.known;

  placeAt: ShardReader["placeAt"] = async (shardId, position) =>
    (this.records.get(shardId) ?? [])
      .filter(({ arrivedAt }) => position === "LATEST" || arrivedAt < position.timestamp)
      .at(-1)?.sequenceNumber ?? "";

  read: ShardReader["read"] = async (shardId, place, limit) => {
    const after = (this.records.get(shardId) ?? []).filter(({ sequenceNumber }) => sequenceNumber > place);
    return { records: after.slice(0, limit), ended: this.closed.has(shardId) && after.length <= limit };
  };
}

type Event = { readonly Records: readonly { readonly value: unknown }[] };
type Answer = { readonly value?: unknown; readonly error?: true } | "throttled";

describe("a stream as an event source", () => {
  const folder = throwAwayFolder();
  let cloud: TestCloud;
  let places: Places;
  let role: string;
  const pollers: StreamPoller[] = [];
  let count = 0;

  before(async () => {
    cloud = testCloud(folder.path);
    places = new Places(cloud);
    role = cloud.addRole("reader", { Effect: "Allow", Action: "*", Resource: "*" });
    const queue = cloud.directory.sqs.resources.find((each) => each.type.endsWith(":Queue"));
    await queue?.create({ name: "failed" }, { ...CONTEXT });
  });
  afterEach(() => Promise.all(pollers.splice(0).map((poller) => poller.stop())));
  after(async () => {
    await cloud.directory.sqs.stop?.();
    await cloud.storage.close();
    folder.remove();
  });

  /** Starts a mapping of a stream to a function that answers as `answer` says; resolves with the events that it gets. */
  const map = async (
    stream: FakeStream,
    answer: (event: Event, call: number) => Answer,
    { settings = {}, ...mapping }: Partial<MappingRecord> & { readonly settings?: Partial<StreamSettings> } = {},
  ) => {
    const events: unknown[][] = [];
    const invoker: FunctionInvoker = {
      async invoke(_, text) {
        const event = JSON.parse(text.toString()) as Event;
        const given = answer(event, events.length);
        if (given === "throttled") throw throttled("ConcurrentInvocationLimitExceeded");
        events.push(event.Records.map(({ value }) => value));
        const payload = Buffer.from(JSON.stringify(given.value ?? null));
        const result = { payload, executedVersion: "$LATEST", requestId: "r" };
        return given.error ? { ...result, functionError: "Unhandled" } : result;
      },
    };
    const kind: StreamKind = {
      actions: [],
      batchInfo: "FakeBatchInfo",
      exists: () => true,
      recordMembers: () => ({}),
      reader: () => stream,
    };
    count += 1;
    const record: MappingRecord = {
      uuid: `mapping-${count}`,
      eventSourceArn: "arn:aws:fake:::stream",
      functionArn: "arn:f",
      batchSize: 10,
      windowSeconds: 0,
      maximumConcurrency: undefined,
      reportsFailures: false,
      filters: [],
      enabled: true,
      ...mapping,
      stream: { ...STREAM, ...settings },
    };
    const poller = new StreamPoller(cloud, invoker, { mapping: record, places, kind, role: () => role });
    pollers.push(poller);
    await poller.start();
    return { events, poller, record };
  };

  const until = async (holds: () => boolean): Promise<void> => {
    for (let tries = 0; !holds(); tries += 1) {
      assert.ok(tries < 500, "waited for five seconds");
      await sleep(10);
    }
  };
  const failures = () =>
    cloud.directory.sqs.queues.messages(QUEUE).map(({ body }) => JSON.parse(body) as Record<string, unknown>);

  it("hands records over in order, in batches, and goes on where it was after a restart", async () => {
    const stream = new FakeStream();
    stream.add("s", 1, 2, 3);
    const first = await map(stream, () => ({}), { batchSize: 2, uuid: "again" });
    await until(() => first.events.length === 2);
    assert.deepEqual(first.events, [[1, 2], [3]]);
    await first.poller.stop();
    stream.add("s", 4);
    const second = await map(stream, () => ({}), { batchSize: 2, uuid: "again" });
    await until(() => second.events.length === 1);
    assert.deepEqual(second.events, [[4]]);
  });

  it("begins with what comes later, or at a time", async () => {
    const stream = new FakeStream();
    stream.add("s", "old");
    const latest = await map(stream, () => ({}), { settings: { startingPosition: "LATEST" } });
    await sleep(20);
    const startingTimestamp = Date.now();
    await sleep(20);
    stream.add("s", "new");
    const timed = await map(stream, () => ({}), { settings: { startingPosition: "AT_TIMESTAMP", startingTimestamp } });
    await until(() => latest.events.length === 1 && timed.events.length === 1);
    assert.deepEqual([latest.events, timed.events], [[["new"]], [["new"]]]);
  });

  it("reads a shard after its parent", async () => {
    const stream = new FakeStream();
    stream.add("child", "b");
    stream.add("parent", "a");
    stream.known.splice(0, 2, { id: "child", parentId: "parent" }, { id: "parent" });
    const { events } = await map(stream, () => ({}));
    await until(() => events.length === 1);
    assert.deepEqual(events, [["a"]]);
    stream.closed.add("parent");
    await until(() => events.length === 2);
    assert.deepEqual(events, [["a"], ["b"]]);
  });

  it("gathers within its window, and passes over what fits no filter", async () => {
    const stream = new FakeStream();
    stream.add("s", "a1");
    const filters = [JSON.stringify({ value: [{ prefix: "a" }] })];
    const { events } = await map(stream, () => ({}), { windowSeconds: 1, filters });
    await sleep(300);
    stream.add("s", "b", "a2");
    await until(() => events.length === 1);
    assert.deepEqual(events, [["a1", "a2"]]);
  });

  it("retries a batch, gives it up after its retries, and tells the destination", async () => {
    const stream = new FakeStream();
    stream.add("s", "poison");
    const before = failures().length;
    const settings = { maximumRetries: 1, onFailure: QUEUE };
    const { events } = await map(stream, ({ Records }) => (Records[0]?.value === "poison" ? { error: true } : {}), {
      settings,
    });
    stream.add("s", "good");
    await until(() => events.length === 3);
    // Once the first batch is given up the shard goes on.
    assert.deepEqual(events, [["poison"], ["poison"], ["good"]]);
    const [told] = failures().slice(before);
    const { requestContext, responseContext, FakeBatchInfo } = told ?? {};
    assert.deepEqual(requestContext, {
      requestId: "r",
      functionArn: "arn:f",
      condition: "RetryAttemptsExhausted",
      approximateInvokeCount: 2,
    });
    assert.deepEqual(responseContext, { statusCode: 200, executedVersion: "$LATEST", functionError: "Unhandled" });
    assert.equal((FakeBatchInfo as { batchSize: number }).batchSize, 1);
  });

  it("loses nothing and keeps the order of a function that fails half of the time", async () => {
    const stream = new FakeStream();
    stream.add("s", 1, 2, 3, 4);
    const { events } = await map(stream, (_, call) => (call % 2 === 0 ? { error: true } : {}), { batchSize: 1 });
    await until(() => events.length === 8);
    assert.deepEqual(events.flat(), [1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it("splits a batch to find the record that fails, which costs no retry", async () => {
    const stream = new FakeStream();
    stream.add("s", 1, 2, "poison", 4);
    const poisoned = ({ Records }: Event) => Records.some(({ value }) => value === "poison");
    const { events } = await map(stream, (event) => (poisoned(event) ? { error: true } : {}), {
      settings: { bisectOnError: true, maximumRetries: 0 },
    });
    await until(() => events.length === 5);
    assert.deepEqual(events, [[1, 2, "poison", 4], [1, 2], ["poison", 4], ["poison"], [4]]);
  });

  it("begins again at the lowest record that the function reports, and takes no report for success", async () => {
    const stream = new FakeStream();
    stream.add("s", 1, 2, 3);
    const second = (await stream.read("s", "", 3)).records[1]?.sequenceNumber;
    const answers = [
      { batchItemFailures: [{ itemIdentifier: second }] },
      { batchItemFailures: [{ itemIdentifier: "" }] },
    ];
    const { events } = await map(stream, (_, call) => ({ value: answers[call] ?? "" }), { reportsFailures: true });
    await until(() => events.length === 3);
    await sleep(300);
    assert.deepEqual(events, [
      [1, 2, 3],
      [2, 3],
      [2, 3],
    ]);
  });

  it("gives up records that are too old without trying them", async () => {
    const stream = new FakeStream();
    stream.add("s", "old");
    const [record] = stream.records.get("s") ?? [];
    assert.ok(record);
    stream.records.set("s", [{ ...record, arrivedAt: Date.now() - 61_000 }]);
    const before = failures().length;
    stream.add("s", "new");
    const { events } = await map(stream, () => ({}), { settings: { maximumAgeSeconds: 60, onFailure: QUEUE } });
    await until(() => events.length === 1);
    assert.deepEqual(events, [["new"]]);
    const { requestContext, responseContext } = failures().slice(before)[0] ?? {};
    assert.equal((requestContext as { condition: string }).condition, "RecordAgeExceeded");
    assert.equal(responseContext, undefined);
  });

  it("waits while the function is throttled, which is no try", async () => {
    const stream = new FakeStream();
    stream.add("s", 1);
    let tries = 0;
    const { events } = await map(stream, () => (tries++ < 2 ? "throttled" : {}), { settings: { maximumRetries: 0 } });
    await until(() => events.length === 1);
    assert.deepEqual([events, tries], [[[1]], 3]);
  });

  it("works side by side by key, and notes no further than all are done", async () => {
    const stream = new FakeStream();
    stream.add("s", "a1", "b1", "a2", "b2", "c1");
    const settings = { parallelizationFactor: 10 };
    const { events, record } = await map(
      stream,
      ({ Records }) => ({ ...(Records[0]?.value === "a1" && { error: true }) }),
      {
        batchSize: 1,
        settings,
      },
    );
    await until(() => events.flat().includes("b2") && events.flat().includes("c1"));
    // `a1` fails again and again: `a2` waits for it, and the shard's place with both.
    assert.ok(!events.flat().includes("a2"));
    assert.equal(places.get(record.uuid, "s"), "");
  });
});

const CONTEXT = {
  urn: "urn:pulumi:local::test::test::failed",
  name: "failed",
  region: "eu-west-1",
  account: "000000000000",
  defaultTags: {},
  autoName: () => "failed-1234567",
};

const STREAM: StreamSettings = {
  startingPosition: "TRIM_HORIZON",
  parallelizationFactor: 1,
  bisectOnError: false,
  maximumRetries: -1,
  maximumAgeSeconds: -1,
};
