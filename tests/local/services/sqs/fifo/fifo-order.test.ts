import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Storage } from "../../../../../local/data/storage";
import { FifoQueue } from "../../../../../local/services/sqs/fifo/fifo-queue";
import type { ReceivedMessage } from "../../../../../local/services/sqs/messages/message";
import { FakeClock } from "../../../cloud/fake-clock";

type Step =
  | { readonly kind: "send"; readonly group: string }
  | { readonly kind: "receive"; readonly max: number; readonly seconds: number }
  | { readonly kind: "delete" | "show"; readonly which: number }
  | { readonly kind: "wait"; readonly seconds: number };

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant("send" as const), group: fc.constantFrom("a", "b") }) },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("receive" as const),
      max: fc.integer({ min: 1, max: 4 }),
      seconds: fc.nat(9),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constantFrom("delete" as const, "show" as const), which: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("wait" as const), seconds: fc.nat(5) }) },
);

const log = { info: () => undefined, warn: () => undefined, output: () => undefined };

/** One queue, and what has been sent to it and is not deleted, by group. */
class World {
  readonly clock = new FakeClock(0);
  readonly waiting = new Map<string, string[]>();
  private readonly queue: FifoQueue;
  private held: ReceivedMessage[] = [];
  private count = 0;

  constructor(storage: Storage, id: string) {
    const attributes = { FifoQueue: "true", ContentBasedDeduplication: "true" };
    const record = { name: "q.fifo", id, attributes, tags: {}, createdAt: 0, modifiedAt: 0 };
    this.queue = new FifoQueue("arn", record, { storage, clock: this.clock, log, find: () => undefined });
  }

  async run(step: Step): Promise<void> {
    if (step.kind === "wait") this.clock.advanceBy(step.seconds * 1000);
    else if (step.kind === "send") await this.send(step.group);
    else if (step.kind === "receive") await this.receive(step.max, step.seconds);
    else await this.settle(step.kind, step.which);
  }

  /** All that is left comes once all timeouts are over. */
  async drain(): Promise<number> {
    this.clock.advanceBy(10_000);
    await this.receive(1_000, 0);
    return this.held.length;
  }

  private async send(group: string): Promise<void> {
    const id = String(++this.count);
    const known = this.waiting.get(group) ?? [];
    this.waiting.set(group, [...known, id]);
    const sentAt = this.clock.now();
    await this.queue.send({ id, body: "", bodyMd5: "", senderId: "", sentAt, groupId: group, deduplicationId: id });
  }

  /** Whatever is received is an unbroken row of its group's messages, beginning with the first. */
  private async receive(max: number, visibilityTimeoutSeconds: number): Promise<void> {
    this.held = await this.queue.receive({ max, waitMs: 0, visibilityTimeoutSeconds });
    for (const [group, sent] of this.waiting) {
      const ids = this.held.filter(({ groupId }) => groupId === group).map(({ id }) => id);
      assert.deepEqual(ids, sent.slice(0, ids.length));
    }
  }

  private async settle(kind: "delete" | "show", which: number): Promise<void> {
    const message = this.held[which % Math.max(1, this.held.length)];
    if (!message) return;
    try {
      if (kind === "show") this.queue.changeVisibility(message.receiptHandle, 0);
      else {
        await this.queue.delete([message.receiptHandle]);
        const left = (this.waiting.get(message.groupId ?? "") ?? []).filter((id) => id !== message.id);
        this.waiting.set(message.groupId ?? "", left);
      }
    } catch (error) {
      assert.match(String(error), /expired|not available/);
    }
  }
}

describe("sqs: whatever happens to a FIFO queue", () => {
  let folder: string;
  let storage: Storage;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "tiers-fifo-"));
    storage = Storage.open(folder);
  });
  after(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("keeps the order of each group, and loses nothing", async () => {
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 20, maxLength: 100 }), async (steps) => {
        const world = new World(storage, `00000000-0000-0000-0000-${String(++runs).padStart(12, "0")}`);
        for (const each of steps) await world.run(each);
        const left = [...world.waiting.values()].reduce((sum, messages) => sum + messages.length, 0);
        assert.equal(await world.drain(), left);
      }),
      { numRuns: 200 },
    );
  });
});
