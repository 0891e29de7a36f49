import type { Cloud } from "../../../cloud/cloud";
import type { Collection } from "../../../data/storage";
import { replayed } from "../bus-event";
import { notFound } from "../events-error";
import type { Router } from "../router";
import type { Archives } from "./archives";

export type ReplayState = "STARTING" | "RUNNING" | "CANCELLING" | "COMPLETED" | "CANCELLED" | "FAILED";

export interface ReplayRecord {
  readonly name: string;
  readonly archive: string;
  readonly bus: string;
  readonly description?: string | undefined;
  /** Rules that see it; all of the bus where none is named. */
  readonly filterArns?: readonly string[] | undefined;
  /** Of the events, in milliseconds since the epoch. */
  readonly from: number;
  readonly to: number;
  readonly started: number;
  readonly ended?: number;
  readonly state: ReplayState;
  readonly reason?: string;
}

/** Brings what archives hold to the rules again. */
export class Replays {
  private readonly replays: Collection<ReplayRecord>;

  constructor(
    private readonly cloud: Pick<Cloud, "account" | "clock" | "log" | "partition" | "region" | "storage">,
    private readonly archives: Archives,
    private readonly router: Router,
  ) {
    this.replays = cloud.storage.collection("events.replays");
  }

  arn(name: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:events:${region}:${account}:replay/${name}`;
  }

  find(name: string): ReplayRecord | undefined {
    return this.replays.get(name);
  }

  require(name: string): ReplayRecord {
    const replay = this.find(name);
    if (!replay) throw notFound(`Replay ${name} does not exist.`);
    return replay;
  }

  list(): readonly ReplayRecord[] {
    return [...this.replays.entries()].map(([, replay]) => replay);
  }

  put(replay: ReplayRecord): Promise<void> {
    return this.replays.put(replay.name, replay);
  }

  /** Begins a replay, which goes on by itself. */
  async start(replay: ReplayRecord): Promise<void> {
    await this.put(replay);
    void this.run(replay.name).catch((error: unknown) => {
      this.cloud.log.warn("events", `replay ${replay.name}: ${error instanceof Error ? error.message : String(error)}`);
    });
  }

  /** Goes on with what an earlier run has left: from the beginning, since events may come more than once. */
  recover(): void {
    for (const { name, state } of this.list()) {
      if (state === "STARTING" || state === "RUNNING") void this.run(name);
    }
  }

  private async run(name: string): Promise<void> {
    const { archive, bus, from, to, filterArns } = this.require(name);
    await this.put({ ...this.require(name), state: "RUNNING" });
    const rules = filterArns && filterArns.length > 0 ? new Set(filterArns) : undefined;
    for (const event of this.archives.eventsOf(archive)) {
      if (this.find(name)?.state !== "RUNNING") break;
      const time = Date.parse(event.time);
      if (time >= from && time <= to) await this.router.accept(bus, replayed(event, name), { rules });
    }
    const now = this.require(name);
    const state = now.state === "CANCELLING" ? "CANCELLED" : "COMPLETED";
    await this.put({ ...now, state, ended: this.cloud.clock.now() });
  }
}
