import type { Cloud } from "../../../cloud/cloud";
import type { Collection } from "../../../data/storage";
import type { EventPattern } from "../../../languages/event-patterns/compile-event-pattern";
import type { Fields } from "../../../languages/event-patterns/fields";
import type { BusEvent } from "../bus-event";
import { notFound } from "../events-error";
import { compilePattern } from "../rules/rule";

export interface ArchiveRecord {
  readonly name: string;
  readonly bus: string;
  readonly pattern?: string | undefined;
  readonly description?: string | undefined;
  readonly kmsKeyIdentifier?: string | undefined;
  /** 0: for ever. */
  readonly retentionDays: number;
  /** Milliseconds since the epoch. */
  readonly created: number;
}

const DAY_MS = 86_400_000;

/** Keeps events of buses, to come again. */
export class Archives {
  private readonly archives: Collection<ArchiveRecord>;
  private readonly events: Collection<BusEvent>;
  private readonly matching = new Map<string, readonly { readonly name: string; readonly pattern?: EventPattern }[]>();
  private count = 0;

  constructor(private readonly cloud: Pick<Cloud, "account" | "clock" | "partition" | "region" | "storage">) {
    this.archives = cloud.storage.collection("events.archives");
    this.events = cloud.storage.collection("events.archived");
  }

  arn(name: string): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:events:${region}:${account}:archive/${name}`;
  }

  find(name: string): ArchiveRecord | undefined {
    return this.archives.get(name);
  }

  require(name: string): ArchiveRecord {
    const archive = this.find(name);
    if (!archive) throw notFound(`Archive ${name} does not exist.`);
    return archive;
  }

  list(): readonly ArchiveRecord[] {
    return [...this.archives.entries()].map(([, archive]) => archive);
  }

  async put(archive: ArchiveRecord): Promise<void> {
    await this.archives.put(archive.name, archive);
    this.matching.clear();
  }

  async remove(name: string): Promise<void> {
    for (const [key] of this.entriesOf(name)) await this.events.remove(key);
    await this.archives.remove(name);
    this.matching.clear();
  }

  /** Adds an event to the archives of its bus that want it. */
  async keep(bus: string, event: BusEvent, fields: Fields): Promise<void> {
    const wanting = this.matchingOf(bus).filter(({ pattern }) => pattern?.fitsFields(fields) ?? true);
    const order = [this.cloud.clock.now(), this.count++].map((each) => String(each).padStart(15, "0")).join("-");
    await Promise.all(wanting.map(({ name }) => this.events.put(`${name}|${order}`, event)));
  }

  /** What an archive holds, in the order in which it came. */
  eventsOf(name: string): readonly BusEvent[] {
    return this.entriesOf(name).map(([, event]) => event);
  }

  /** Forgets what is older than the archive keeps it. To be called at a start. */
  async prune(): Promise<void> {
    for (const { name, retentionDays } of this.list()) {
      const oldest = retentionDays === 0 ? 0 : this.cloud.clock.now() - retentionDays * DAY_MS;
      for (const [key] of this.entriesOf(name)) {
        if (Number(key.slice(name.length + 1).split("-")[0]) < oldest) await this.events.remove(key);
      }
    }
  }

  private entriesOf(name: string): readonly (readonly [key: string, event: BusEvent])[] {
    const found = [];
    for (const entry of this.events.entries(`${name}|`)) {
      if (!entry[0].startsWith(`${name}|`)) break;
      found.push(entry);
    }
    return found;
  }

  private matchingOf(bus: string) {
    const known = this.matching.get(bus);
    if (known) return known;
    const found = this.list()
      .filter((archive) => archive.bus === bus)
      .map(({ name, pattern }) => (pattern === undefined ? { name } : { name, pattern: compilePattern(pattern) }));
    this.matching.set(bus, found);
    return found;
  }
}
