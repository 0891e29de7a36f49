import type { Collection, Entries, Storage } from "../../../data/storage";
import { spaceBytes } from "./keys";
import type { Writes } from "./writes";

/** In one commit. */
const CHUNK = 1_000;

/** Empties spaces that nothing uses any more, some entries at a time; one that a process left half empty is taken up again. */
export class Purges {
  private readonly spaces: Collection<true>;
  private running: Promise<void> | undefined;
  private isStopped = false;

  constructor(
    storage: Storage,
    private readonly entries: Entries,
    private readonly writes: Writes,
  ) {
    this.spaces = storage.collection("dynamodb.purges");
  }

  get highestSpace(): number {
    return Math.max(0, ...[...this.spaces.entries()].map(([space]) => Number(space)));
  }

  add(spaces: readonly number[]): void {
    for (const space of spaces) void this.spaces.put(String(space), true); // with the change that gives it up
    this.start();
  }

  /** Goes on with what a process before left. */
  resume(): void {
    if (this.first() !== undefined) this.start();
  }

  private start(): void {
    this.running ??= this.work().finally(() => {
      this.running = undefined;
    });
  }

  async stop(): Promise<void> {
    this.isStopped = true;
    await this.running;
  }

  private async work(): Promise<void> {
    await this.writes.run(() => {}); // what was added is known then
    for (let space = this.first(); space !== undefined && !this.isStopped; space = this.first()) {
      const at = space;
      const isEmpty = await this.writes.run(() => this.removeSome(Number(at)));
      if (isEmpty) await this.spaces.remove(at);
    }
  }

  private first(): string | undefined {
    for (const [space] of this.spaces.entries()) return space;
    return undefined;
  }

  private removeSome(space: number): boolean {
    const keys: Buffer[] = [];
    for (const { key } of this.entries.range(spaceBytes(space), spaceBytes(space + 1))) {
      if (keys.push(key) >= CHUNK) break;
    }
    for (const key of keys) this.entries.remove(key);
    return keys.length < CHUNK;
  }
}
