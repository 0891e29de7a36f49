import type { Entry } from "./entry";
import { Line } from "./line";

/** Which of the visible messages is next. Hears of all that happens to the messages of a queue. */
export interface DeliveryOrder {
  added(entry: Entry): void;
  /** The message is visible again, or for the first time after a delay. */
  shown(entry: Entry): void;
  removed(entry: Entry): void;
  /** What one receive may have; who takes a message hides or removes it before asking for the next. */
  draw(): Iterable<Entry>;
  clear(): void;
}

/** The order of a standard queue: as the messages became visible. */
export class ArrivalOrder implements DeliveryOrder {
  private line = new Line<Entry>();

  added(entry: Entry): void {
    if (entry.state === "visible") this.line.push(entry);
  }

  shown(entry: Entry): void {
    this.line.push(entry);
  }

  /** It stays in the line, and is passed over. */
  removed(): void {}

  *draw(): Generator<Entry> {
    for (let entry = this.line.shift(); entry; entry = this.line.shift()) if (entry.state === "visible") yield entry;
  }

  clear(): void {
    this.line = new Line();
  }
}
