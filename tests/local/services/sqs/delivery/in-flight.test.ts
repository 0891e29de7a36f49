import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Storage } from "../../../../../local/data/storage";
import { FifoQueue } from "../../../../../local/services/sqs/fifo/fifo-queue";
import type { Attributes } from "../../../../../local/services/sqs/queue/attributes";
import { Queue } from "../../../../../local/services/sqs/queue/queue";
import { FakeClock } from "../../../cloud/fake-clock";

const HOUR_MS = 3_600_000;

/** fidelity: docs: "Amazon SQS message quotas": in flight at once, of both kinds of queues */
const MOST = 120_000;

const log = { info: () => undefined, warn: () => undefined, output: () => undefined };

describe("sqs: messages in flight", function () {
  this.timeout(120_000);

  let folder: string;
  let storage: Storage;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "tiers-in-flight-"));
    storage = Storage.open(folder);
  });
  after(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const makeQueue = (name: string) => {
    const clock = new FakeClock(0);
    const isFifo = name.endsWith(".fifo");
    const attributes: Attributes = isFifo ? { FifoQueue: "true" } : {};
    const record = { name, id: randomUUID(), attributes, tags: {}, createdAt: 0, modifiedAt: 0 };
    const host = { storage, clock, log, find: () => undefined };
    const queue = isFifo ? new FifoQueue(name, record, host) : new Queue(name, record, host);
    const send = async (count: number) => {
      const sent = Array.from({ length: count }, (_, index) => {
        const id = String(index);
        return queue.send({ id, body: "", bodyMd5: "", senderId: "", sentAt: 0, groupId: id, deduplicationId: id });
      });
      await Promise.all(sent);
    };
    return { clock, queue, send };
  };

  for (const [name, refuses] of [
    ["jobs", true],
    ["jobs.fifo", false],
  ] as const) {
    it(`are at most ${MOST} of ${name}, also within one receive; over that it ${refuses ? "refuses" : "answers nothing"}`, async () => {
      const { queue, send } = makeQueue(name);
      await send(MOST + 2);
      const taken = await queue.receive({ max: MOST + 2, waitMs: 0 });
      assert.equal(taken.length, MOST);
      assert.deepEqual([queue.count("inFlight"), queue.count("visible")], [MOST, 2]);
      assert.equal(queue.isOverLimit, refuses);
      assert.deepEqual(await queue.receive({ max: 1, waitMs: 0 }), []);
      await queue.delete([taken[0]?.receiptHandle ?? ""]);
      assert.equal(queue.isOverLimit, false);
      assert.equal((await queue.receive({ max: 2, waitMs: 0 })).length, 1);
      await queue.close();
    });
  }

  it("may be hidden for 12 hours from their receive, not from the first one and not from now", async () => {
    const { clock, queue, send } = makeQueue("long");
    await send(1);
    const receive = async () => {
      const [message] = await queue.receive({ max: 1, waitMs: 0, visibilityTimeoutSeconds: 43_200 });
      assert.ok(message);
      return message.receiptHandle;
    };
    const refused = (handle: string, seconds: number) =>
      assert.throws(() => queue.changeVisibility(handle, seconds), {
        code: "InvalidParameterValue",
        message: `Value ${seconds} for parameter VisibilityTimeout is invalid. Reason: Total VisibilityTimeout for the message is beyond the limit [43200 seconds].`,
      });

    const first = await receive();
    clock.advanceBy(2 * HOUR_MS);
    refused(first, 36_001);
    queue.changeVisibility(first, 36_000);
    // From the receive, not from the latest change.
    clock.advanceBy(HOUR_MS);
    refused(first, 32_401);
    queue.changeVisibility(first, 0);

    const second = await receive();
    queue.changeVisibility(second, 43_200);
    clock.advanceBy(1000);
    refused(second, 43_200);
    queue.changeVisibility(second, 43_199);
    await queue.close();
  });
});
