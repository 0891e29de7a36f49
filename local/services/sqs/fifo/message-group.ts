import type { Entry } from "../delivery/entry";

/** The messages of one group, in the order in which they came. */
export class MessageGroup {
  /** Whether it stands in the line of those that have something to hand out. */
  queued = false;
  private entries: Entry[] = [];
  private head = 0;

  /** They come in the order of their numbers, but for one that moves here from another queue at the same moment. */
  add(entry: Entry): void {
    this.compact();
    let place = this.entries.length;
    while (place > this.head && (this.entries[place - 1]?.sequence ?? 0) > entry.sequence) place--;
    this.entries.splice(place, 0, entry);
  }

  get isEmpty(): boolean {
    return this.first === undefined;
  }

  /** Whether the first message can be had. */
  get isReady(): boolean {
    return this.first?.state === "visible";
  }

  /**
   * What can be had in one receive: the first messages, up to one that is in flight or delayed. Those behind it wait.
   * fidelity: observed: test_fifo_group_visibility_extends_with_change_message_visibility of LocalStack's tests
   */
  *available(): Generator<Entry> {
    for (let place = this.head; place < this.entries.length; place++) {
      const entry = this.entries[place];
      if (entry === undefined || entry.state === "gone") continue;
      if (entry.state !== "visible") return;
      yield entry;
    }
  }

  private get first(): Entry | undefined {
    while (this.entries[this.head]?.state === "gone") this.head++;
    return this.entries[this.head];
  }

  private compact(): void {
    if (this.head < 1_024 || this.head * 2 < this.entries.length) return;
    this.entries = this.entries.slice(this.head);
    this.head = 0;
  }
}
