import type { Permit } from "../../access/permit";
import type { Clock } from "../../cloud/clock";
import type { Cloud } from "../../cloud/cloud";
import type { Log } from "../../cloud/log";
import { ProvisionedThroughput } from "./items/throughput";
import { tableKeyUse } from "./key-use";
import { ItemStore } from "./storage/item-store";
import { Purges } from "./storage/purges";
import { Tokens } from "./storage/tokens";
import { Writes } from "./storage/writes";
import { StreamWriter } from "./streams/stream-writer";
import { Streams } from "./streams/streams";
import { describeTable, type TableStatus } from "./tables/description";
import { Expiry } from "./tables/expiry";
import { Filling } from "./tables/filling";
import type { Table } from "./tables/table";
import { Tables } from "./tables/tables";

/** Between two looks for what is over: times to live, and records of streams. */
const SWEEP_MS = 10_000;

/** In one commit. */
const TRIMMED = 1_000;

/** What the operations of DynamoDB work with. */
export class DynamoDbServices {
  readonly tables: Tables;
  readonly items: ItemStore;
  readonly streams: Streams;
  readonly writes: Writes;
  readonly filling: Filling;
  readonly purges: Purges;
  readonly tokens: Tokens;
  readonly throughput: ProvisionedThroughput;
  readonly clock: Clock;
  readonly log: Log;
  readonly region: string;
  readonly account: string;
  /** Asks for the use of a table's key, where it has one of its own. @throws {ServiceError} */
  readonly useKey: Permit;
  private readonly expiry: Expiry;
  private lastSpace: number;
  private cancel: () => void = () => {};
  private sweeping: Promise<void> = Promise.resolve();

  constructor(cloud: Cloud) {
    const { storage, clock, region, account } = cloud;
    const entries = storage.entries("dynamodb");
    this.clock = clock;
    this.region = region;
    this.account = account;
    this.tables = new Tables(cloud);
    this.useKey = tableKeyUse(cloud, this.tables);
    this.streams = new Streams(storage, entries, cloud);
    this.items = new ItemStore(entries, new StreamWriter(entries, clock, (arn) => this.streams.tell(arn)));
    this.writes = new Writes(storage);
    this.purges = new Purges(storage, entries, this.writes);
    this.filling = new Filling(this.tables, this.items, this.writes);
    this.tokens = new Tokens(entries, clock);
    this.log = cloud.log;
    this.throughput = new ProvisionedThroughput(clock, cloud.log, (name) => this.tables.arn(name));
    this.expiry = new Expiry(this.tables, this.items, this.writes, clock);
    this.lastSpace = Math.max(this.tables.highestSpace, this.streams.highestSpace, this.purges.highestSpace);
    this.purges.resume();
    this.filling.resume();
    this.sweepLater();
  }

  /** The number of a space that nothing has yet. */
  newSpace = (): number => {
    this.lastSpace += 1;
    return this.lastSpace;
  };

  /** A table as the API tells it. */
  describe = (table: Pick<Table, "record">, status?: TableStatus) =>
    describeTable(table, { entries: this.items.entries, arn: (name) => this.tables.arn(name) }, status);

  /** Ends what it does by itself; the data stays. */
  async stop(): Promise<void> {
    this.cancel();
    await Promise.all([this.filling.stop(), this.purges.stop(), this.sweeping]);
  }

  private sweepLater(): void {
    this.cancel = this.clock.after(SWEEP_MS, () => {
      this.sweeping = this.sweep();
      this.sweepLater();
    });
  }

  private async sweep(): Promise<void> {
    await this.sweeping;
    this.throughput.forget();
    if (this.tables.all().length + this.streams.all().length === 0) return;
    await this.expiry.sweep();
    await this.writes.run(() => this.tokens.forget(TRIMMED));
    for (let isThrough = false; !isThrough; ) {
      const trimmed = await this.writes.run(() => this.streams.trim(TRIMMED));
      if (trimmed.gone.length > 0) this.purges.add(trimmed.gone);
      isThrough = trimmed.isThrough;
    }
  }
}
