import assert from "node:assert/strict";
import { marshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBRecord } from "aws-lambda";
import type { BookingMessage } from "../../../contracts/organising";
import type { StoredTicket } from "../../../contracts/tickets";
import { follow } from "../../../handlers/live/follow";
import { tellBookings } from "../../../handlers/live/tell-bookings";
import { aShow, aTicket } from "../../support/box-office";

const SHOW = { ...aShow({ seatsLeft: 42 }), organiser: "olga" };

const record = (ticket: StoredTicket | undefined, SequenceNumber = "1"): DynamoDBRecord => ({
  eventName: ticket ? "INSERT" : "REMOVE",
  dynamodb: {
    SequenceNumber,
    Keys: {},
    ...(ticket && { NewImage: marshall(ticket, { removeUndefinedValues: true }) as never }),
  },
});
const booked = (seats: number, changes: Partial<StoredTicket> = {}) =>
  record(aTicket({ showId: SHOW.showId, seats, ...changes }));

/** What is sent to connections that do, each by its name, what is said here. */
const telling = (connections: Readonly<Record<string, (message: BookingMessage) => Promise<boolean>>>) => {
  const [sent, forgotten, warned]: [Record<string, BookingMessage[]>, string[], string[]] = [{}, [], []];
  const tell = tellBookings({
    shows: { find: async (showId) => (showId === SHOW.showId ? SHOW : undefined) },
    followers: {
      async *of(showId, organiser) {
        assert.deepEqual([showId, organiser], [SHOW.showId, "olga"]);
        yield* Object.keys(connections);
      },
      forget: async (_, id) => void forgotten.push(id),
    },
    connections: {
      send: async (id, value) => {
        const message = value as BookingMessage;
        sent[id] = [...(sent[id] ?? []), message];
        return connections[id]?.(message) ?? false;
      },
    },
    log: { warn: (_, fields) => void warned.push(String(fields?.connectionId)), error() {} },
  });
  return { tell, sent, forgotten, warned };
};
const well = async () => true;
const failing = async (name: string): Promise<boolean> => {
  throw Object.assign(new Error("not told"), { name });
};

describe("news of bookings", () => {
  it("are one message for all of a kind that were booked meanwhile", async () => {
    const { tell, sent } = telling({ ana: well });
    const later = "2027-01-15T12:00:01.000Z";
    const given = booked(3, { cancelledAt: later });
    const answer = await tell([booked(2), booked(1, { bookedAt: later }), given, record(undefined)]);
    assert.deepEqual(answer, { batchItemFailures: [] });
    const of = { showId: SHOW.showId, seatsLeft: 42, at: later };
    assert.deepEqual(sent, {
      ana: [
        { type: "booked", seats: 3, ...of },
        { type: "cancelled", seats: 3, ...of },
      ],
    });
  });

  it("are not of shows that are gone", async () => {
    const { tell, sent } = telling({ ana: well });
    assert.deepEqual(await tell([record(aTicket())]), { batchItemFailures: [] });
    assert.deepEqual(sent, {});
  });

  it("reach all others where one is gone, refused, or slow, and are not told again for it", async () => {
    const { promise: slow, resolve } = withResolvers();
    const many = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`follower-${index}`, well]));
    const { tell, sent, forgotten, warned } = telling({
      gone: async () => false,
      refused: () => failing("LimitExceededException"),
      stuck: () => failing("TimeoutError"),
      slow: () => slow,
      ...many,
    });
    const told = tell([booked(1)]);
    await new Promise((next) => setTimeout(next, 20));
    assert.equal(Object.keys(sent).length, 204);
    resolve(true);
    assert.deepEqual(await told, { batchItemFailures: [] });
    assert.deepEqual(
      [forgotten, warned],
      [
        ["gone", "stuck"],
        ["refused", "stuck"],
      ],
    );
  });

  it("go to so many at once and no more", async () => {
    let [open, most] = [0, 0];
    const each = async () => {
      open += 1;
      most = Math.max(most, open);
      await new Promise((next) => setTimeout(next, 1));
      open -= 1;
      return true;
    };
    const { tell, sent } = telling(Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`${index}`, each])));
    await tell([booked(1)]);
    assert.deepEqual([Object.keys(sent).length, most], [300, 50]);
  });

  it("come of the records before one that is none, which is named", async () => {
    const { tell, sent } = telling({ ana: well });
    const broken = record({ ...aTicket(), seats: "many" } as never, "2");
    assert.deepEqual(await tell([booked(1), broken]), { batchItemFailures: [{ itemIdentifier: "2" }] });
    assert.equal(sent.ana?.length, 1);
  });
});

describe("a connection that follows a show", () => {
  const asked: string[] = [];
  const answer = follow({ followers: { follow: async (showId, id) => asked.push(`${id} ${showId}`) < 2 } });

  it("is told that it does, or why not", async () => {
    const message = JSON.stringify({ action: "follow", showId: SHOW.showId.toUpperCase() });
    assert.deepEqual(await answer("c", message), { type: "following", showId: SHOW.showId });
    assert.deepEqual(asked, [`c ${SHOW.showId}`]);
    assert.equal((await answer("c", message)).type, "refused");
    for (const text of [
      "",
      "{",
      "[]",
      "null",
      '{"action":"follow"}',
      '{"action":"follow","showId":"x"}',
      '{"action":"follow","showId":{"S":"x"}}',
    ])
      assert.equal((await answer("c", text)).type, "refused", text);
    assert.equal(asked.length, 2);
  });
});

/** That of newer versions of Node. */
const withResolvers = () => {
  let resolve: (sent: boolean) => void = () => undefined;
  const promise = new Promise<boolean>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};
