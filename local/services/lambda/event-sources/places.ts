import type { Cloud } from "../../../cloud/cloud";
import type { Collection } from "../../../data/storage";

/** How far mappings have come in shards: the sequence number of the last record that is done with. */
export class Places {
  private readonly kept: Collection<string>;

  constructor({ storage }: Pick<Cloud, "storage">) {
    this.kept = storage.collection("lambda/stream-places");
  }

  get(uuid: string, shardId: string): string | undefined {
    return this.kept.get(`${uuid}/${shardId}`);
  }

  put(uuid: string, shardId: string, place: string): Promise<void> {
    return this.kept.put(`${uuid}/${shardId}`, place);
  }

  /** Of a mapping that ends, or of shards that are no more. */
  async forget(uuid: string, shardIds?: (shardId: string) => boolean): Promise<void> {
    for (const [key] of [...this.kept.entries()]) {
      const [owner, shardId = ""] = key.split("/");
      if (owner === uuid && (shardIds?.(shardId) ?? true)) await this.kept.remove(key);
    }
  }
}
