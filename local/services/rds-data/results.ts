import { randomBytes } from "node:crypto";
import type { FieldDef, QueryArrayResult } from "pg";
import { ServiceError } from "../../wire/service-error";
import { badRequest } from "./errors";

/** How one type of PostgreSQL is shown: the member of a field, and the names that JDBC has for the type. */
interface Shown {
  readonly member: "booleanValue" | "longValue" | "doubleValue" | "stringValue" | "blobValue";
  readonly name: string;
  readonly jdbc: number;
}

const of = (member: Shown["member"], name: string, jdbc: number): Shown => ({ member, name, jdbc });

/** By OID. fidelity: docs: "Calling the Data API", the mapping of data types; java.sql.Types */
const TYPES: Readonly<Record<number, Shown>> = {
  16: of("booleanValue", "bool", -7),
  17: of("blobValue", "bytea", -2),
  18: of("stringValue", "char", 1),
  19: of("stringValue", "name", 12),
  20: of("longValue", "int8", -5),
  21: of("longValue", "int2", 5),
  23: of("longValue", "int4", 4),
  25: of("stringValue", "text", 12),
  26: of("longValue", "oid", -5),
  114: of("stringValue", "json", 1111),
  700: of("doubleValue", "float4", 7),
  701: of("doubleValue", "float8", 8),
  1042: of("stringValue", "bpchar", 1),
  1043: of("stringValue", "varchar", 12),
  1082: of("stringValue", "date", 91),
  1083: of("stringValue", "time", 92),
  1114: of("stringValue", "timestamp", 93),
  1184: of("stringValue", "timestamptz", 93),
  1186: of("stringValue", "interval", 1111),
  1700: of("stringValue", "numeric", 2),
  2950: of("stringValue", "uuid", 1111),
  3802: of("stringValue", "jsonb", 1111),
};

/** Of arrays, the type of their items. */
const ARRAYS: Readonly<Record<number, number>> = {
  1000: 16,
  1005: 21,
  1007: 23,
  1016: 20,
  1009: 25,
  1015: 1043,
  1021: 700,
  1022: 701,
  1231: 1700,
  2951: 2950,
  1182: 1082,
  1115: 1114,
  1185: 1184,
};

export interface ResultOptions {
  readonly decimalReturnType?: "STRING" | "DOUBLE_OR_LONG" | undefined;
  readonly longReturnType?: "STRING" | "LONG" | undefined;
}

type Value = string | null;

/** Whole numbers beyond those of JavaScript are written into the answer digit by digit. */
export class Answer {
  private readonly mark = randomBytes(9).toString("base64url");

  long(digits: string): number | string {
    const value = Number(digits);
    return Number.isSafeInteger(value) ? value : `${this.mark}${digits}`;
  }

  text(content: unknown): string {
    return JSON.stringify(content).replace(new RegExp(`"${this.mark}(-?\\d+)"`, "g"), "$1");
  }
}

const shownOf = ({ dataTypeID, name }: FieldDef): Shown => {
  const found = TYPES[dataTypeID] ?? TYPES[ARRAYS[dataTypeID] ?? -1];
  if (found) return found;
  // fidelity: docs: UnsupportedResultException; the words are a guess
  throw new ServiceError(
    "UnsupportedResultException",
    `The result contains the unsupported data type of column ${name}: cast it to text`,
  );
};

/** Rows as lists of fields. */
export const records = ({ rows, fields }: QueryArrayResult<Value[]>, options: ResultOptions, answer: Answer) => {
  const shown = fields.map(shownOf);
  return rows.map((row) =>
    row.map((value, index) => {
      const { dataTypeID } = fields[index] ?? { dataTypeID: 0 };
      const how = shown[index];
      if (value === null || how === undefined) return { isNull: true };
      if (dataTypeID in ARRAYS) return { arrayValue: arrayOf(how, items(value), answer) };
      return scalar(how, value, options, answer);
    }),
  );
};

const scalar = ({ member, name }: Shown, value: string, options: ResultOptions, answer: Answer) => {
  if (name === "numeric" && options.decimalReturnType === "DOUBLE_OR_LONG")
    return /[.eEN]/.test(value) ? { doubleValue: Number(value) } : { longValue: answer.long(value) };
  switch (member) {
    case "booleanValue":
      return { booleanValue: value === "t" };
    case "longValue":
      return options.longReturnType === "STRING" ? { stringValue: value } : { longValue: answer.long(value) };
    case "doubleValue":
      return { doubleValue: Number(value) };
    case "blobValue":
      return { blobValue: Buffer.from(value.replace(/^\\x/, ""), "hex").toString("base64") };
    default:
      return { stringValue: value };
  }
};

const arrayOf = ({ member, name }: Shown, list: readonly Value[], answer: Answer) => {
  if (member === "booleanValue") return { booleanValues: list.map((item) => item === "t") };
  if (member === "longValue") return { longValues: list.map((item) => answer.long(item ?? "0")) };
  if (member === "doubleValue" || name === "numeric") return { doubleValues: list.map(Number) };
  return { stringValues: list };
};

/** `{a,"b c",NULL}`, in one dimension. */
const items = (text: string): Value[] => {
  if (text.startsWith("{{")) throw badRequest("Multi-dimensional arrays are not supported");
  return [...text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/g)].map(([, quoted, plain]) =>
    quoted !== undefined ? quoted.replace(/\\(.)/g, "$1") : plain === "NULL" ? null : (plain ?? ""),
  );
};

/** fidelity: docs: ColumnMetadata */
export const columnMetadata = ({ fields }: QueryArrayResult) =>
  fields.map((field) => {
    const { name, jdbc } = shownOf(field);
    const array = field.dataTypeID in ARRAYS;
    return {
      name: field.name,
      label: field.name,
      type: array ? 2003 : jdbc,
      typeName: array ? `_${name}` : name,
      arrayBaseColumnType: array ? jdbc : 0,
      isAutoIncrement: false,
      isCaseSensitive: ["text", "varchar", "bpchar", "char", "name"].includes(name),
      isCurrency: false,
      isSigned: ["int2", "int4", "int8", "float4", "float8", "numeric"].includes(name),
      nullable: 2,
      precision: Math.max(field.dataTypeSize, 0),
      scale: 0,
      schemaName: "",
      tableName: "",
    };
  });

/** Rows as JSON objects. @throws {ServiceError} for columns of one name. fidelity: docs: "Processing query results in JSON format" */
export const formatted = ({ rows, fields }: QueryArrayResult<Value[]>, answer: Answer): string => {
  const names = fields.map(({ name }) => name);
  if (new Set(names).size < names.length) throw badRequest("The column names of a result in JSON must be unique");
  const shown = fields.map(shownOf);
  return answer.text(
    rows.map((row) =>
      Object.fromEntries(
        row.map((value, index) => {
          const how = shown[index];
          const { dataTypeID } = fields[index] ?? { dataTypeID: 0 };
          if (value === null || !how) return [names[index], null];
          if (dataTypeID in ARRAYS) return [names[index], Object.values(arrayOf(how, items(value), answer))[0]];
          if (how.name === "numeric") return [names[index], Number(value)];
          return [names[index], Object.values(scalar(how, value, {}, answer))[0]];
        }),
      ),
    ),
  );
};
