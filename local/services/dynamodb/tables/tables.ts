import type { Cloud } from "../../../cloud/cloud";
import type { Collection } from "../../../data/storage";
import { noSuchResource } from "../refusals";
import { Table } from "./table";
import type { TableRecord } from "./table-record";

/** All tables of the account. */
export class Tables {
  private readonly known = new Map<string, Table>();
  private readonly records: Collection<TableRecord>;

  constructor(private readonly cloud: Pick<Cloud, "account" | "partition" | "region" | "storage">) {
    this.records = cloud.storage.collection("dynamodb.tables");
    for (const [name, record] of this.records.entries()) this.known.set(name, new Table(record));
  }

  /** Of a table, which may be named by its ARN already. */
  arn(name: string): string {
    return name.startsWith("arn:") ? name : `${this.prefix}${name}`;
  }

  private get prefix(): string {
    const { partition, region, account } = this.cloud;
    return `arn:${partition}:dynamodb:${region}:${account}:table/`;
  }

  /** In order. */
  names(): string[] {
    return [...this.known.keys()].sort();
  }

  all(): Table[] {
    return [...this.known.values()];
  }

  /** By its name or its ARN. */
  // fidelity: docs: PutItem, TableName: "You can also provide the Amazon Resource Name (ARN) of the table"
  find(name: string): Table | undefined {
    return this.known.get(name.startsWith(this.prefix) ? name.slice(this.prefix.length) : name);
  }

  /** @throws {ServiceError} ResourceNotFoundException */
  require(name: string): Table {
    const table = this.find(name);
    if (!table) throw noSuchResource();
    return table;
  }

  /** The table as it is now. @throws {ServiceError} when it is gone */
  current({ name, record }: Table): Table {
    const table = this.known.get(name);
    if (table?.record.id !== record.id) throw noSuchResource();
    return table;
  }

  /** Known at once; resolves when it is kept. */
  keep(record: TableRecord): Promise<void> {
    this.known.set(record.name, new Table(record));
    return this.records.put(record.name, record);
  }

  remove(name: string): Promise<void> {
    this.known.delete(name);
    return this.records.remove(name);
  }

  get highestSpace(): number {
    const spaces = this.all().flatMap(({ record }) => spacesOf(record));
    return Math.max(0, ...spaces);
  }
}

/** Of everything that a table has but its stream, which outlives it. */
export const spacesOf = ({ space, indexes, timeToLive }: TableRecord): number[] => [
  space,
  ...indexes.map((index) => index.space),
  ...(timeToLive ? [timeToLive.space] : []),
];
