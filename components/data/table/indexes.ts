import { ArgsError } from "../../core/args/args-error";
import { either, list, object, type Shape, text } from "../../core/args/args-shape";
import {
  checkAttributeName,
  type Key,
  type KeyAttribute,
  type KeyAttributes,
  keyAttributeShape,
  type TableKey,
  tableKeyShape,
} from "./attributes";
import {
  type CapacitySettings,
  checkedCapacity,
  checkedMaxThroughput,
  type MaxThroughput,
  maxThroughputShape,
  type ProvisionedCapacity,
  provisionedShape,
} from "./capacity";

/** What an index holds of an item, besides both keys: all attributes, none, or the named ones. */
export type Projection = "all" | "keys" | readonly string[];

/**
 * Another way to find items, by attributes that need not be unique. Written a moment after the table, paid for by
 * itself. Another key or projection later deletes the index and builds it anew; till then queries of it fail.
 */
export interface TableIndex extends TableKey {
  /** Queries of an index give what it holds and no more. @default "all" */
  readonly projection?: Projection;
  /** Only for a table with such. An index that is slower than its table slows the table's writes down. @default that of the table */
  readonly capacity?: ProvisionedCapacity;
  /** Only on demand. @default that of the table */
  readonly maxThroughput?: MaxThroughput;
}

/**
 * Another order within the partitions of the table, which then hold 10 GB each at most. Can only be made with the
 * table: any change later replaces the table.
 */
export interface LocalIndex {
  readonly sort: KeyAttribute;
  /** @default "all" */
  readonly projection?: Projection;
}

/** Checked. */
export interface IndexSettings {
  readonly name: string;
  readonly key: Key;
  readonly projection: Projection;
}

export interface GlobalIndexSettings extends IndexSettings {
  readonly capacity: CapacitySettings | undefined;
  readonly maxThroughput: MaxThroughput | undefined;
}

const projectionShape = either(
  (value) => value === "all" || value === "keys",
  list(text("the name of an attribute"), '"all", "keys" or a list of attributes'),
).optional();

export const indexShape: Shape<TableIndex> = {
  ...tableKeyShape,
  projection: projectionShape,
  capacity: object(provisionedShape).optional(),
  maxThroughput: maxThroughputShape.optional(),
};

export const localIndexShape: Shape<LocalIndex> = { sort: keyAttributeShape, projection: projectionShape };

/** What a table says of its capacity, which its indexes share unless told otherwise. */
export interface Shared {
  readonly capacity: CapacitySettings | undefined;
  readonly maxThroughput: MaxThroughput | undefined;
}

/**
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html,
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Projection.html (read 2026-11); the number of
 * indexes is more on request.
 */
const MAX = { global: 20, local: 5, projectedByOne: 20, projectedByAll: 100 } as const;

/** @throws {ArgsError} for what DynamoDB refuses of one index, or of all together. */
export const checkedIndexes = (
  name: string,
  given: Readonly<Record<string, TableIndex>>,
  attributes: KeyAttributes,
  shared: Shared,
): GlobalIndexSettings[] => {
  checkCount(name, "indexes", Object.keys(given).length, MAX.global);
  return Object.entries(given).map(([index, { projection = "all", capacity, maxThroughput, ...key }]) => {
    const at = place(name, "indexes", index);
    if (capacity !== undefined && shared.capacity === undefined)
      throw new ArgsError(name, `${at}.capacity`, "must be absent: the table is on demand, and so are its indexes");
    if (maxThroughput !== undefined && shared.capacity !== undefined)
      throw new ArgsError(name, `${at}.maxThroughput`, "must be absent: only what is on demand has one");
    return {
      name: index,
      key: attributes.addKey(at, key),
      projection: checkedProjection(name, at, projection),
      capacity: capacity === undefined ? shared.capacity : checkedCapacity(name, `${at}.capacity`, capacity),
      maxThroughput:
        maxThroughput === undefined
          ? shared.maxThroughput
          : checkedMaxThroughput(name, `${at}.maxThroughput`, maxThroughput),
    };
  });
};

/** @throws {ArgsError} for what DynamoDB refuses. */
export const checkedLocalIndexes = (
  name: string,
  given: Readonly<Record<string, LocalIndex>>,
  attributes: KeyAttributes,
  { partition, sort }: Key,
): IndexSettings[] => {
  const all = Object.entries(given);
  checkCount(name, "localIndexes", all.length, MAX.local);
  if (all.length > 0 && sort === undefined)
    throw new ArgsError(
      name,
      "localIndexes",
      "must be absent where key has no sort: there is no order to have another of",
    );
  return all.map(([index, { projection = "all", ...local }]) => {
    const at = place(name, "localIndexes", index);
    const second = attributes.add(`${at}.sort`, local.sort);
    if ([partition.name, sort?.name].includes(second.name))
      throw new ArgsError(
        name,
        `${at}.sort`,
        `must be an attribute that is not in the table's key (it is ${second.name})`,
      );
    return { name: index, key: { partition, sort: second }, projection: checkedProjection(name, at, projection) };
  });
};

/** @throws {ArgsError} for two indexes of one name, and for more projected attributes than a table may have. */
export const checkTogether = (
  name: string,
  global: readonly IndexSettings[],
  local: readonly IndexSettings[],
): void => {
  const twice = local.find((one) => global.some((other) => other.name === one.name));
  if (twice !== undefined)
    throw new ArgsError(name, place(name, "localIndexes", twice.name), "must not have the name of one in indexes");
  const projected = [...global, ...local].flatMap(({ projection }) =>
    typeof projection === "string" ? [] : projection,
  );
  if (projected.length > MAX.projectedByAll)
    throw new ArgsError(
      name,
      "indexes",
      `must name at most ${MAX.projectedByAll} attributes in all projections together (they name ${projected.length}); "all" names none`,
    );
};

const checkCount = (name: string, path: string, count: number, max: number): void => {
  if (count > max) throw new ArgsError(name, path, `must be at most ${max} (there are ${count})`);
};

/** `indexes["by-city"]` */
const place = (name: string, path: string, index: string): string => {
  const at = `${path}[${JSON.stringify(index)}]`;
  if (!/^[A-Za-z0-9_.-]{3,255}$/.test(index))
    throw new ArgsError(name, at, "must be called by 3 to 255 letters, digits and the signs _ . -");
  return at;
};

const checkedProjection = (name: string, at: string, projection: Projection): Projection => {
  if (typeof projection === "string") return projection;
  const path = `${at}.projection`;
  const { length } = projection;
  if (length < 1 || length > MAX.projectedByOne)
    throw new ArgsError(
      name,
      path,
      `must name 1 to ${MAX.projectedByOne} attributes, or be "keys" or "all" (it names ${length})`,
    );
  for (const attribute of projection) checkAttributeName(name, path, attribute);
  const twice = projection.find((attribute, index) => projection.indexOf(attribute) !== index);
  if (twice !== undefined) throw new ArgsError(name, path, `must name each attribute once (it names ${twice} twice)`);
  return projection;
};
