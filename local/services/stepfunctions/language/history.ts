import type { Clock } from "../../../cloud/clock";
import type { Json, JsonObject } from "./definition";
import { StatesError } from "./states-error";

/** An event of an execution's history, and what the execution is taken up from after a kill. */
export interface HistoryEvent {
  /** Where in the definition it happened, and in which round of a loop: the same however often it is run. */
  readonly key: string;
  readonly id: number;
  readonly previousEventId: number;
  /** Milliseconds since the epoch. */
  readonly time: number;
  /** `TaskStateEntered` */
  readonly type: string;
  readonly details?: JsonObject;
  /** What the history does not tell. */
  readonly kept?: JsonObject;
}

/** fidelity: docs: Step Functions quotas: 25,000 events, the last of which tells why */
const MAX_EVENTS = 25_000;

interface Options {
  readonly clock: Clock;
  /** Resolves once the event survives a kill. Absent: nothing is kept, as of an Express execution. */
  readonly keep?: ((event: HistoryEvent) => Promise<void>) | undefined;
  /** What an execution that was interrupted has done. */
  readonly done?: readonly HistoryEvent[];
  /** Of the last event, where it is not among `done`. */
  readonly lastId?: number;
}

/** The history of one execution. What was done before a kill is found again, and not done twice. */
export class History {
  private readonly done: Map<string, HistoryEvent>;
  private last: number;

  constructor(private readonly options: Options) {
    const { done = [], lastId = 0 } = options;
    this.done = new Map(done.map((event) => [event.key, event]));
    this.last = done.reduce((last, { id }) => Math.max(last, id), lastId);
  }

  find(key: string): HistoryEvent | undefined {
    return this.done.get(key);
  }

  async tell(event: Omit<HistoryEvent, "id" | "time">): Promise<HistoryEvent> {
    const known = this.done.get(event.key);
    if (known) return known;
    const { clock, keep } = this.options;
    if (keep && !event.type.startsWith("Execution") && this.last >= MAX_EVENTS - 1) throw new HistoryFull();
    const told = { ...event, id: ++this.last, time: clock.now() };
    if (keep) await keep(told);
    // A loop of states that wait for nothing lets others go on.
    else if (told.id % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
    return told;
  }
}

class HistoryFull extends StatesError {
  constructor() {
    super("States.Runtime", `The execution reached the maximum number of history events (${MAX_EVENTS}).`);
  }
}

/** Where an execution is: each branch and each item has its own way through the definition. */
export class Track {
  constructor(
    private readonly history: History,
    readonly key: string,
    /** The event that came before. */
    public last: number,
    /** When that was, in milliseconds since the epoch. */
    public at = 0,
  ) {}

  /** What was told under this name before a kill. */
  known(name: string): HistoryEvent | undefined {
    return this.history.find(`${this.key}/${name}`);
  }

  async tell(name: string, type: string, details?: JsonObject, kept?: JsonObject): Promise<HistoryEvent> {
    const event = await this.aside(name, type, details, kept);
    this.follow(event);
    return event;
  }

  follow({ id, time }: HistoryEvent): void {
    this.last = id;
    this.at = time;
  }

  /** Tells an event that none comes after. */
  aside(name: string, type: string, details?: JsonObject, kept?: JsonObject): Promise<HistoryEvent> {
    return this.history.tell({
      key: `${this.key}/${name}`,
      previousEventId: this.last,
      type,
      ...(details ? { details } : {}),
      ...(kept ? { kept } : {}),
    });
  }

  /** A way of its own from here. */
  into(name: string | number): Track {
    return new Track(this.history, `${this.key}/${name}`, this.last, this.at);
  }
}

/** Data as events carry it. */
export const text = (value: Json): string => JSON.stringify(value);

export const WHOLE = { truncated: false } as const;
