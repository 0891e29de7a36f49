import { KeySpace } from "../storage/keys";
import type { AttributeValue, Item } from "../values/attribute-value";
import { pick } from "../values/attribute-value";
import type { IndexRecord, KeyAttribute, KeySchema, TableRecord } from "./table-record";

/** A table or one of its indexes, as something to read from. */
export interface Source {
  readonly space: KeySpace;
  readonly schema: KeySchema;
}

export class Index implements Source {
  readonly space: KeySpace;
  readonly schema: KeySchema;
  readonly name: string;
  private readonly kept: ReadonlySet<string> | undefined;

  constructor(
    readonly record: IndexRecord,
    table: KeySchema,
  ) {
    this.name = record.name;
    this.schema = record.schema;
    this.space = new KeySpace(record.space, record.schema, true);
    const names = [...keyNames(table), ...keyNames(record.schema), ...(record.projection.attributes ?? [])];
    this.kept = record.projection.type === "ALL" ? undefined : new Set(names);
  }

  /** Whether that attribute can be read from it. */
  has(attribute: string): boolean {
    return this.kept === undefined || this.kept.has(attribute);
  }

  get hasAll(): boolean {
    return this.kept === undefined;
  }

  projected(item: Item): Item {
    return this.kept === undefined ? item : pick(item, this.kept);
  }
}

/** A table as the engine works with it; made again whenever its record changes. */
export class Table implements Source {
  readonly space: KeySpace;
  readonly schema: KeySchema;
  readonly name: string;
  readonly indexes: readonly Index[];
  /** Key attributes of indexes, each with the index that has it. */
  readonly indexKeys: readonly { readonly attribute: KeyAttribute; readonly index: Index }[];

  constructor(readonly record: TableRecord) {
    this.name = record.name;
    this.schema = record.schema;
    this.space = new KeySpace(record.space, record.schema, false);
    this.indexes = record.indexes.map((index) => new Index(index, record.schema));
    // fidelity: observed: dynalite's tests: what is wrong with global indexes is told first
    const globalFirst = [...this.indexes].sort(
      (one, other) => Number(other.record.isGlobal) - Number(one.record.isGlobal),
    );
    this.indexKeys = globalFirst.flatMap((index) =>
      keyAttributes(index.schema).map((attribute) => ({ attribute, index })),
    );
  }

  index(name: string): Index | undefined {
    return this.indexes.find((index) => index.name === name);
  }

  get keys(): readonly KeyAttribute[] {
    return keyAttributes(this.schema);
  }

  keyOf(item: Item): Item {
    return pick(item, keyNames(this.schema));
  }
}

export const keyAttributes = ({ partition, sort }: KeySchema): KeyAttribute[] => [...partition, ...sort];
export const keyNames = (schema: KeySchema): string[] => keyAttributes(schema).map(({ name }) => name);

export type Key = Readonly<Record<string, AttributeValue>>;
