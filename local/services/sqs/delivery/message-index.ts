import type { DeliveryOrder } from "./delivery-order";
import type { Entry, State } from "./entry";
import { Timetable } from "./timetable";

/** The messages of a queue by state: which is next, which is hidden until when. In memory alone, rebuilt at start. */
export class MessageIndex {
  private readonly entries = new Map<number, Entry>();
  private readonly hidden = new Timetable<Entry>();
  private readonly counts: Record<State, number> = { visible: 0, delayed: 0, inFlight: 0, gone: 0 };

  constructor(private readonly order: DeliveryOrder) {}

  count(state: Exclude<State, "gone">): number {
    return this.counts[state];
  }

  /** When the next hidden message may become visible. */
  get nextAt(): number | undefined {
    return this.hidden.nextAt;
  }

  find(sequence: number): Entry | undefined {
    return this.entries.get(sequence);
  }

  add(entry: Entry): void {
    this.entries.set(entry.sequence, entry);
    this.counts[entry.state]++;
    if (entry.state !== "visible") this.hidden.add(entry.visibleAt, entry);
    this.order.added(entry);
  }

  /** Shows what is due. */
  wake(now: number): void {
    for (let due = this.hidden.due(now); due; due = this.hidden.due(now)) {
      const { at, item } = due;
      const hidden = item.state === "delayed" || item.state === "inFlight";
      if (hidden && item.visibleAt === at) this.show(item);
    }
  }

  /** What one receive may have, in order; who takes a message hides or removes it before asking for the next. */
  draw(): Iterable<Entry> {
    return this.order.draw();
  }

  hide(entry: Entry, until: number): void {
    entry.visibleAt = until;
    this.become(entry, "inFlight");
    this.hidden.add(until, entry);
  }

  /** Messages that were not visible as yet. */
  delayed(): Entry[] {
    return [...this.entries.values()].filter(({ state }) => state === "delayed");
  }

  /** Delays a message, that is delayed, for another time. */
  delay(entry: Entry, until: number): void {
    entry.visibleAt = until;
    this.hidden.add(until, entry);
  }

  show(entry: Entry): void {
    this.become(entry, "visible");
    this.order.shown(entry);
  }

  remove(entry: Entry): void {
    this.become(entry, "gone");
    this.entries.delete(entry.sequence);
    this.order.removed(entry);
  }

  clear(): void {
    for (const entry of this.entries.values()) this.become(entry, "gone");
    this.entries.clear();
    this.order.clear();
  }

  private become(entry: Entry, state: State): void {
    this.counts[entry.state]--;
    this.counts[state]++;
    entry.state = state;
  }
}
