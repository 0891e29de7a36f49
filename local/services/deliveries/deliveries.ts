import type { Cloud } from "../../cloud/cloud";
import type { Collection } from "../../data/storage";

/** What is to be delivered, kept until it is. */
export interface Pending<Job> {
  readonly job: Job;
  /** Milliseconds since the epoch. */
  readonly accepted: number;
  /** Attempts that failed; of them, those that count. */
  readonly tries: number;
  readonly failures: number;
  readonly due: number;
}

/** Another attempt would fail as well: the target is gone, or does not let the sender in. */
export class Undeliverable extends Error {
  override readonly name = "Undeliverable";
}

export interface DeliveryOptions<Job> {
  /** Of the collection that keeps the jobs. */
  readonly name: string;
  readonly attempt: (job: Job, pending: Pending<Job>) => Promise<void>;
  /** Failures that use no attempt up, as throttling. */
  readonly excused?: (error: unknown) => boolean;
  /** Milliseconds until the next attempt; `undefined`: there is none. */
  readonly pause: (pending: Pending<Job>, error: unknown) => number | undefined;
  /** What becomes of a job after the last attempt. */
  readonly giveUp: (pending: Pending<Job>, error: unknown) => Promise<void>;
  /** Jobs of one line go one after the other, each once the former is done or given up. */
  readonly line?: (job: Job) => string | undefined;
}

interface Kept<Job> {
  readonly key: string;
  readonly pending: Pending<Job>;
}

/** Delivers what a service has accepted, at least once: whatever was accepted survives a `kill -9`. */
export class Deliveries<Job> {
  private readonly kept: Collection<Pending<Job>>;
  private readonly timers = new Set<() => void>();
  private readonly lines = new Map<string, Promise<void>>();
  private readonly going = new Set<Promise<void>>();
  private count = 0;
  private stopped = false;

  constructor(
    private readonly cloud: Pick<Cloud, "clock" | "log" | "storage">,
    private readonly options: DeliveryOptions<Job>,
  ) {
    this.kept = cloud.storage.collection(options.name);
  }

  /** Resolves once the jobs are kept; `attempted`, once each has been tried for the first time. */
  async accept(jobs: readonly Job[]): Promise<{ readonly attempted: Promise<unknown> }> {
    const now = this.cloud.clock.now();
    const made = jobs.map((job): Kept<Job> => {
      const order = [String(now).padStart(15, "0"), String(this.count++).padStart(9, "0")].join("-");
      return { key: order, pending: { job, accepted: now, tries: 0, failures: 0, due: now } };
    });
    await Promise.all(made.map(({ key, pending }) => this.kept.put(key, pending)));
    return { attempted: Promise.all(made.map((each) => this.begin(each))) };
  }

  /** Goes on with what an earlier run has left. */
  start(): void {
    for (const [key, pending] of [...this.kept.entries()]) void this.begin({ key, pending });
  }

  /** Lets attempts that are going end for a while; what is left waits for the next start. */
  async stop(waitMs = 0): Promise<void> {
    this.stopped = true;
    for (const cancel of this.timers) cancel();
    this.timers.clear();
    if (waitMs === 0) return;
    const late = new Promise((resolve) => setTimeout(resolve, waitMs).unref());
    await Promise.race([Promise.all(this.going), late]);
  }

  /** Jobs that are not done yet. */
  waiting(): readonly Pending<Job>[] {
    return [...this.kept.entries()].map(([, pending]) => pending);
  }

  private begin(kept: Kept<Job>): Promise<void> {
    const line = this.options.line?.(kept.pending.job);
    if (line === undefined) return this.tracked(this.wait(kept).then(() => this.run(kept)));
    const before = this.lines.get(line) ?? Promise.resolve();
    let firstTried: () => void = () => undefined;
    const tried = new Promise<void>((resolve) => {
      firstTried = resolve;
    });
    const done = before.then(() => this.runToEnd(kept, firstTried)).finally(firstTried);
    this.lines.set(line, done);
    void this.tracked(done).then(() => {
      if (this.lines.get(line) === done) this.lines.delete(line);
    });
    return tried;
  }

  /** All attempts of a job whose line waits for it. */
  private async runToEnd(kept: Kept<Job>, firstTried: () => void): Promise<void> {
    for (let next: Kept<Job> | undefined = kept; next && !this.stopped; ) {
      await this.wait(next);
      next = await this.attempt(next);
      firstTried();
    }
  }

  /** One attempt; the next ones go on by themselves. */
  private async run(kept: Kept<Job>): Promise<void> {
    const next = await this.attempt(kept);
    if (next && !this.stopped) void this.tracked(this.wait(next).then(() => this.run(next)));
  }

  /** Answers what is to be tried again. */
  private async attempt({ key, pending }: Kept<Job>): Promise<Kept<Job> | undefined> {
    if (this.stopped) return undefined;
    const { clock, log } = this.cloud;
    let failure: unknown;
    try {
      await this.options.attempt(pending.job, pending);
    } catch (error) {
      failure = error ?? new Error("failed");
    }
    if (this.stopped && failure !== undefined) return undefined;
    if (failure !== undefined) {
      const excused = this.options.excused?.(failure) ?? false;
      const failed = { ...pending, tries: pending.tries + 1, failures: pending.failures + (excused ? 0 : 1) };
      const pause = failure instanceof Undeliverable ? undefined : this.options.pause(failed, failure);
      if (pause !== undefined) {
        const again = { ...failed, due: clock.now() + pause };
        await this.kept.put(key, again);
        return { key, pending: again };
      }
      await this.options.giveUp(failed, failure).catch((error: unknown) => {
        log.warn(
          this.options.name,
          `given up, and not kept elsewhere: ${error instanceof Error ? error.message : error}`,
        );
      });
    }
    await this.kept.remove(key);
    return undefined;
  }

  private wait({ pending }: Kept<Job>): Promise<void> {
    const { clock } = this.cloud;
    const ms = pending.due - clock.now();
    if (ms <= 0) return Promise.resolve();
    return new Promise((resolve) => {
      const cancel = clock.after(ms, () => {
        this.timers.delete(cancel);
        resolve();
      });
      this.timers.add(cancel);
    });
  }

  private tracked(work: Promise<void>): Promise<void> {
    const going = work
      .catch((error: unknown) => {
        if (this.stopped) return;
        this.cloud.log.warn(this.options.name, error instanceof Error ? (error.stack ?? error.message) : String(error));
      })
      .finally(() => this.going.delete(going));
    this.going.add(going);
    return going;
  }
}
