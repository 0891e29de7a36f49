import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { Storage } from "../../../../local/data/storage";
import { Deliveries, type DeliveryOptions, Undeliverable } from "../../../../local/services/deliveries/deliveries";
import { FakeClock } from "../../cloud/fake-clock";

describe("deliveries", () => {
  let folder: string;
  let storage: Storage;
  let clock: FakeClock;
  let told: string[];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "deliveries-"));
    storage = Storage.open(folder);
    clock = new FakeClock(1_000_000);
    told = [];
  });
  afterEach(async () => {
    await storage.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const log = { info: () => {}, output: () => {}, warn: (_: string, line: string) => void told.push(line) };
  const deliveries = (options: Partial<DeliveryOptions<string>> = {}) =>
    new Deliveries<string>(
      { clock, log, storage },
      {
        name: "letters",
        attempt: async (job) => void told.push(job),
        pause: ({ failures }) => (failures < 3 ? 1_000 : undefined),
        giveUp: async ({ job }) => void told.push(`${job} is given up`),
        ...options,
      },
    );
  const settled = async () => {
    for (let n = 0; n < 20; n += 1) await turn();
  };

  it("keeps what was accepted until it is delivered, also through the end of the process", async () => {
    const never = deliveries({ attempt: () => new Promise(() => {}) });
    await never.accept(["a", "b"]);
    await never.stop();
    assert.deepEqual(told, []);
    const next = deliveries();
    next.start();
    await settled();
    assert.deepEqual(told, ["a", "b"]);
    assert.deepEqual(next.waiting(), []);
  });

  it("tries again after the pause, and gives up in the end", async () => {
    const failing = deliveries({
      attempt: async (job) => {
        told.push(job);
        throw new Error("no");
      },
    });
    const { attempted } = await failing.accept(["a"]);
    await attempted;
    assert.deepEqual(told, ["a"]);
    for (const _ of [1, 2]) {
      clock.advanceBy(1_000);
      await settled();
    }
    assert.deepEqual(told, ["a", "a", "a", "a is given up"]);
    assert.deepEqual(failing.waiting(), []);
  });

  it("does not try again what is undeliverable, and does not count what is excused", async () => {
    let tries = 0;
    const mixed = deliveries({
      excused: () => true,
      attempt: async (job) => {
        if (job === "gone") throw new Undeliverable("gone");
        if (++tries < 6) throw new Error("busy");
        told.push(job);
      },
    });
    const { attempted } = await mixed.accept(["gone", "late"]);
    await attempted;
    for (let n = 0; n < 6; n += 1) {
      clock.advanceBy(1_000);
      await settled();
    }
    assert.deepEqual(told, ["gone is given up", "late"]);
  });

  it("keeps the order of a line: who fails is waited for, other lines are not held up", async () => {
    let broken = true;
    const lined = deliveries({
      line: (job) => job.slice(0, 1),
      attempt: async (job) => {
        if (job === "a1" && broken) throw new Error("not yet");
        told.push(job);
      },
    });
    await lined.accept(["a1", "a2", "b1"]);
    await settled();
    assert.deepEqual(told, ["b1"]);
    broken = false;
    clock.advanceBy(1_000);
    await settled();
    assert.deepEqual(told, ["b1", "a1", "a2"]);
  });
});
