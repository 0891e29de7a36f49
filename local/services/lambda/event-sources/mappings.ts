import type { Cloud } from "../../../cloud/cloud";
import type { Collection } from "../../../data/storage";
import { resourceNotFound } from "../errors";
import type { Functions } from "../functions";
import type { Poller } from "./event-source";
import type { MappingRecord } from "./mapping";
import type { Places } from "./places";
import { type Sources, sourceOf } from "./sources";

/** The event source mappings of one local cloud, and their pollers while it runs. */
export class Mappings {
  private readonly records: Collection<MappingRecord>;
  private readonly pollers = new Map<string, Poller>();

  constructor(
    cloud: Pick<Cloud, "storage">,
    private readonly functions: Functions,
    readonly sources: Sources,
    private readonly places: Places,
  ) {
    this.records = cloud.storage.collection("lambda/event-source-mappings");
  }

  start(): void {
    for (const [, mapping] of this.records.entries()) void this.poll(mapping);
  }

  async stop(): Promise<void> {
    const pollers = [...this.pollers.values()];
    this.pollers.clear();
    await Promise.all(pollers.map((poller) => poller.stop()));
  }

  all(): readonly MappingRecord[] {
    return [...this.records.entries()].map(([, mapping]) => mapping);
  }

  /** @throws {ServiceError} ResourceNotFoundException */
  require(uuid: string): MappingRecord {
    const mapping = this.records.get(uuid);
    if (!mapping) throw resourceNotFound();
    return mapping;
  }

  /** What Lambda asks of a source and of a function before it takes a mapping. @throws {ServiceError} */
  check(mapping: MappingRecord): void {
    sourceOf(this.sources, mapping.eventSourceArn)?.check(mapping, this.mapped(mapping));
  }

  /** Adds a mapping, or gives it other settings; polls at once. */
  async put(mapping: MappingRecord): Promise<void> {
    await this.end(mapping.uuid);
    await this.records.put(mapping.uuid, mapping);
    await this.poll(mapping);
  }

  async remove(uuid: string): Promise<void> {
    await this.end(uuid);
    await this.records.remove(uuid);
    await this.places.forget(uuid);
  }

  private mapped({ functionArn }: MappingRecord) {
    return this.functions.resolve(functionArn).version;
  }

  private async poll(mapping: MappingRecord): Promise<void> {
    if (!mapping.enabled || this.pollers.has(mapping.uuid)) return;
    const poller = sourceOf(this.sources, mapping.eventSourceArn)?.poller(mapping, () => this.mapped(mapping));
    if (!poller)
      throw new Error(`no source is read for ${mapping.eventSourceArn}; this is a defect of the local cloud`);
    this.pollers.set(mapping.uuid, poller);
    await poller.start();
  }

  private async end(uuid: string): Promise<void> {
    const poller = this.pollers.get(uuid);
    this.pollers.delete(uuid);
    await poller?.stop();
  }
}
