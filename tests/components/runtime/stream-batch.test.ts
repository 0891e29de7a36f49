import assert from "node:assert/strict";
import type { DynamoDBRecord, KinesisStreamRecord } from "aws-lambda";
import * as z from "zod";
import { type Change, type Entry, eachChange, eachEntry } from "../../../components/runtime/stream-batch";

const Ticket = z.object({ id: z.string(), seats: z.number() });
type Ticket = z.infer<typeof Ticket>;

const image = (id: string, seats: unknown) => ({ id: { S: id }, seats: seats as { N: string } });

const record = (
  SequenceNumber: string,
  eventName: NonNullable<DynamoDBRecord["eventName"]>,
  more: DynamoDBRecord["dynamodb"] = {},
): DynamoDBRecord => ({ eventName, dynamodb: { Keys: { id: { S: SequenceNumber } }, SequenceNumber, ...more } });

const entry = (sequenceNumber: string, data: string): KinesisStreamRecord => ({
  awsRegion: "eu-west-1",
  eventID: "x",
  eventName: "x",
  eventSource: "aws:kinesis",
  eventSourceARN: "x",
  eventVersion: "1.0",
  invokeIdentityArn: "x",
  kinesis: {
    approximateArrivalTimestamp: 0,
    kinesisSchemaVersion: "1.0",
    partitionKey: "p",
    sequenceNumber,
    data: Buffer.from(data).toString("base64"),
  },
});

describe("eachChange", () => {
  const logged: unknown[] = [];
  const log = { error: (message: string, fields?: object) => void logged.push([message, fields]) };
  beforeEach(() => logged.splice(0));

  const follow = async (records: readonly DynamoDBRecord[], fails = (_: Change<Ticket>) => false) => {
    const changes: Change<Ticket>[] = [];
    const response = await eachChange(
      records,
      Ticket,
      async (change) => {
        if (fails(change)) throw new Error("no seat left");
        changes.push(change);
      },
      log,
    );
    return { changes, response };
  };

  it("hands over plain items, before and after, in order", async () => {
    const { changes, response } = await follow([
      record("1", "INSERT", { NewImage: image("a", { N: "2" }) }),
      record("2", "MODIFY", { OldImage: image("a", { N: "2" }), NewImage: image("a", { N: "1" }) }),
      record("3", "REMOVE", { OldImage: image("a", { N: "1" }) }),
    ]);
    const one = { id: "a", seats: 1 };
    const two = { id: "a", seats: 2 };
    assert.deepEqual(changes, [
      { kind: "INSERT", key: { id: "1" }, before: undefined, after: two, expired: false, sequenceNumber: "1" },
      { kind: "MODIFY", key: { id: "2" }, before: two, after: one, expired: false, sequenceNumber: "2" },
      { kind: "REMOVE", key: { id: "3" }, before: one, after: undefined, expired: false, sequenceNumber: "3" },
    ]);
    assert.deepEqual(response, { batchItemFailures: [] });
  });

  it("stops at the first failure and names it, so that order holds", async () => {
    const { changes, response } = await follow(
      ["1", "2", "3"].map((number) => record(number, "INSERT", { NewImage: image(number, { N: "1" }) })),
      ({ sequenceNumber }) => sequenceNumber === "2",
    );
    assert.deepEqual(
      changes.map(({ sequenceNumber }) => sequenceNumber),
      ["1"],
    );
    assert.deepEqual(response, { batchItemFailures: [{ itemIdentifier: "2" }] });
    assert.deepEqual(logged, [["record failed", { sequenceNumber: "2", reason: "Error: no seat left" }]]);
  });

  it("takes what does not fit the contract for a failure", async () => {
    const { response } = await follow([record("1", "INSERT", { NewImage: image("a", { S: "two" }) })]);
    assert.deepEqual(response, { batchItemFailures: [{ itemIdentifier: "1" }] });
  });

  it("tells what has expired from what was removed", async () => {
    const removed = record("1", "REMOVE");
    const userIdentity = { type: "Service", principalId: "dynamodb.amazonaws.com" };
    const { changes } = await follow([removed, { ...removed, userIdentity }]);
    assert.deepEqual(
      changes.map(({ expired }) => expired),
      [false, true],
    );
  });

  it("fails as a whole where there is no place to go on from", async () => {
    await assert.rejects(follow([{ eventName: "INSERT", dynamodb: { NewImage: image("a", { N: "x" }) } }]));
  });
});

describe("eachEntry", () => {
  it("hands over the JSON of each record, up to the first that is none", async () => {
    const entries: Entry<Ticket>[] = [];
    const records = [entry("1", '{"id":"ü","seats":1}'), entry("2", "{"), entry("3", '{"id":"b","seats":1}')];
    const response = await eachEntry(records, Ticket, async (one) => void entries.push(one), {
      error: () => undefined,
    });
    assert.deepEqual(entries, [{ partitionKey: "p", data: { id: "ü", seats: 1 }, sequenceNumber: "1" }]);
    assert.deepEqual(response, { batchItemFailures: [{ itemIdentifier: "2" }] });
  });
});
