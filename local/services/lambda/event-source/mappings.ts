import type { Collection } from "../../../data/storage";
import type { Cloud } from "../../service";
import type { Functions } from "../functions";
import type { FunctionInvoker } from "../invoker";
import type { MappingRecord } from "./mapping";
import { Poller } from "./poller";

/** The event source mappings of one local cloud, and their pollers while it runs. */
export class Mappings {
  private readonly records: Collection<MappingRecord>;
  private readonly pollers = new Map<string, Poller>();

  constructor(
    private readonly cloud: Cloud,
    private readonly functions: Functions,
    private readonly invoker: FunctionInvoker,
  ) {
    this.records = cloud.storage.collection("lambda/event-source-mappings");
  }

  start(): void {
    for (const [, mapping] of this.records.entries()) this.poll(mapping);
  }

  async stop(): Promise<void> {
    const pollers = [...this.pollers.values()];
    this.pollers.clear();
    await Promise.all(pollers.map((poller) => poller.stop()));
  }

  /** Adds a mapping, or gives it other settings; polls at once. */
  async put(mapping: MappingRecord): Promise<void> {
    await this.end(mapping.uuid);
    await this.records.put(mapping.uuid, mapping);
    this.poll(mapping);
  }

  async remove(uuid: string): Promise<void> {
    await this.end(uuid);
    await this.records.remove(uuid);
  }

  private poll(mapping: MappingRecord): void {
    if (!mapping.enabled || this.pollers.has(mapping.uuid)) return;
    const role = () => this.functions.resolve(mapping.functionArn).version.role;
    const poller = new Poller(this.cloud, this.invoker, mapping, role);
    this.pollers.set(mapping.uuid, poller);
    poller.start();
  }

  private async end(uuid: string): Promise<void> {
    const poller = this.pollers.get(uuid);
    this.pollers.delete(uuid);
    await poller?.stop();
  }
}
