import type { Table } from "../tables/table";
import type { Item } from "../values/attribute-value";

/** What happens to one item. */
export interface Change {
  readonly table: Table;
  readonly key: Buffer;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** Not a caller, but the time to live of the item. */
  readonly isExpiry?: boolean;
}
