import { setTimeout as sleep } from "node:timers/promises";
import type { Cloud } from "../../../../cloud/cloud";
import type { FunctionInvoker } from "../../invoker";
import type { Poller } from "../event-source";
import type { StreamSettings } from "../mapping";
import type { StreamMapping } from "./consumed-shard";
import { ShardConsumer } from "./shard-consumer";
import type { Shard, ShardReader } from "./shard-reader";

/** Between looks for new shards. */
const SHARDS_MS = 1_000;
/** After a refused read: missing permission or stream. */
const BACK_OFF_MS = 5_000;
const ENDING_MS = 3_000;
/** In the place of a shard: the mapping has taken its place in all shards that were there when it began. */
const BEGUN = "begun";

/** Reads all shards of one stream for one function, a shard after its parent. */
export class StreamPoller implements Poller {
  private readonly ending = new AbortController();
  private readonly reader: ShardReader;
  private readonly going = new Map<string, Promise<void>>();
  /** Shards that were read to their end. */
  private readonly ended = new Set<string>();
  private loop: Promise<void> | undefined;

  constructor(
    private readonly cloud: Cloud,
    private readonly invoker: FunctionInvoker,
    private readonly parts: StreamMapping,
  ) {
    this.reader = parts.kind.reader(parts.mapping.eventSourceArn, () => this.principal());
  }

  async start(): Promise<void> {
    await this.begin().catch((error: unknown) => this.warn(error));
    this.loop ??= this.run();
  }

  async stop(): Promise<void> {
    this.ending.abort();
    const late = sleep(ENDING_MS, undefined, { ref: false });
    await Promise.race([Promise.all([this.loop, ...this.going.values()]), late]);
  }

  /** Takes the starting position in each shard that is there, once in the life of a mapping. */
  private async begin(): Promise<void> {
    const { mapping, places } = this.parts;
    const { uuid, stream } = mapping;
    if (places.get(uuid, BEGUN) !== undefined) return;
    for (const { id } of await this.reader.shards()) await places.put(uuid, id, await this.startingPlace(id, stream));
    await places.put(uuid, BEGUN, "");
  }

  private async startingPlace(shardId: string, stream: StreamSettings | undefined): Promise<string> {
    if (stream?.startingPosition === "LATEST") return this.reader.placeAt(shardId, "LATEST");
    const { startingTimestamp: timestamp } = stream ?? {};
    return timestamp === undefined ? "" : this.reader.placeAt(shardId, { timestamp });
  }

  private async run(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      let pause = SHARDS_MS;
      try {
        await this.begin();
        const shards = await this.reader.shards();
        for (const shard of shards) if (this.isNext(shard, shards)) this.consume(shard.id);
        const { mapping, places } = this.parts;
        await places.forget(mapping.uuid, (id) => id !== BEGUN && !shards.some((shard) => shard.id === id));
      } catch (error) {
        this.warn(error);
        pause = BACK_OFF_MS;
      }
      await sleep(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  private isNext({ id, parentId }: Shard, shards: readonly Shard[]): boolean {
    if (this.going.has(id) || this.ended.has(id)) return false;
    return parentId === undefined || this.ended.has(parentId) || !shards.some((other) => other.id === parentId);
  }

  private consume(shardId: string): void {
    const { reader, ending } = this;
    const consumer = new ShardConsumer(this.cloud, this.invoker, {
      ...this.parts,
      reader,
      shardId,
      signal: ending.signal,
      principal: () => this.principal(),
    });
    const task = consumer
      .run()
      .then(
        () => void this.ended.add(shardId),
        async (error: unknown) => {
          if (ending.signal.aborted) return;
          this.warn(error);
          await sleep(BACK_OFF_MS, undefined, { signal: ending.signal, ref: false }).catch(() => undefined);
        },
      )
      .finally(() => this.going.delete(shardId));
    this.going.set(shardId, task);
  }

  private principal() {
    const role = this.parts.role();
    const principal = this.cloud.access.servicePrincipal(role, "lambda.amazonaws.com");
    if (!principal) throw new Error(`the role ${role} cannot be assumed by Lambda`);
    return principal;
  }

  private warn(error: unknown): void {
    const { eventSourceArn, functionArn } = this.parts.mapping;
    const why = error instanceof Error ? error.message : String(error);
    this.cloud.log.warn(
      "lambda",
      `the event source mapping of ${eventSourceArn} to ${functionArn} cannot poll: ${why}`,
    );
  }
}
