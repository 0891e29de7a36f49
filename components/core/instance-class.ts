import { ArgsError } from "./args/args-error";

/** GiB of memory of a class of size `large`, by the letter of its family; all others are multiples. */
const MEMORY_OF_LARGE: Readonly<Record<string, number>> = { m: 8, r: 16, x: 32 };

/** GiB of memory of the small classes, which only burstable families have. */
const MEMORY_OF_SMALL: Readonly<Record<string, number>> = { micro: 1, small: 2, medium: 4 };

const CLASS = /^db\.(?:t[34]g?\.(micro|small|medium)|(t[34]g?|m\d[a-z]*|r\d[a-z]*|x2[a-z]*)\.(\d*x?large))$/;

/**
 * GiB of memory of an instance class.
 *
 * @throws {ArgsError} for a class that RDS for PostgreSQL does not have, or of which the memory is not known here.
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.DBInstanceClass.Summary.html (read 2026-11)
 */
export const memoryGiB = (name: string, path: string, instanceClass: string): number => {
  const memory = memoryOfClass(instanceClass);
  if (memory !== undefined) return memory;
  throw new ArgsError(
    name,
    path,
    `must be an instance class of the families t3, t4g, m, r or x2, "db.t4g.medium" or "db.m7g.large" (it is ${JSON.stringify(instanceClass)})`,
  );
};

/** The same, `undefined` for a class that is not known. */
export const memoryOfClass = (instanceClass: string): number | undefined => {
  const [, small, family = "", size = ""] = CLASS.exec(instanceClass) ?? [];
  return small === undefined ? memoryOf(family, size) : MEMORY_OF_SMALL[small];
};

/** Virtual processors of a class that is known: two, and from `xlarge` on twice its number. */
export const processorsOfClass = (instanceClass: string): number =>
  Math.max(2, 4 * Number(/\.(\d*)xlarge$/.exec(instanceClass)?.[1] || (instanceClass.endsWith(".xlarge") ? 1 : 0)));

const memoryOf = (family: string, size: string): number | undefined => {
  // Of the burstable families, `large` is as large as that of `m`.
  const large = MEMORY_OF_LARGE[family.startsWith("t") ? "m" : family.charAt(0)];
  const multiple = { large: 1, xlarge: 2 }[size] ?? 2 * Number(/^(\d+)xlarge$/.exec(size)?.[1]);
  return large === undefined || Number.isNaN(multiple) ? undefined : large * multiple;
};

/** `max_connections` of RDS for PostgreSQL: LEAST({DBInstanceClassMemory/9531392}, 5000). */
const CONNECTION = { bytes: 9_531_392, most: 5_000 } as const;
/** Of the memory of a class, what RDS and the system leave at least. */
const LEFT_BY_RDS = 0.75;

/**
 * Connections that a class takes, AWS's own included. On the safe side: `DBInstanceClassMemory` is less than the class
 * has, by how much AWS does not say; a db.t4g.micro has been seen to take 81 of the 112 that its 1 GiB would be.
 *
 * @see https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/CHAP_Limits.html#RDS_Limits.MaxConnections
 */
export const connectionsOf = (memory: number): number =>
  Math.min(Math.floor((memory * 1024 ** 3 * LEFT_BY_RDS) / CONNECTION.bytes), CONNECTION.most);
