import { badRequest } from "./errors";

/**
 * Comments, strings, quoted names, dollar-quoted bodies, casts, and named parameters: `:name`. Only the last are theirs;
 * all others are passed on as they are.
 */
const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$|::|:([A-Za-z_]\w*)/g;

export interface Numbered {
  readonly text: string;
  /** Names in the order of their numbers. */
  readonly names: readonly string[];
}

/** Takes names of parameters for the numbers that PostgreSQL has, each with its type. */
export const numbered = (sql: string, typeOf: (name: string) => string | undefined): Numbered => {
  const names: string[] = [];
  const text = sql.replace(TOKEN, (token: string, _tag: unknown, name: string | undefined) => {
    if (name === undefined) return token;
    if (!names.includes(name)) names.push(name);
    const type = typeOf(name);
    return `$${names.indexOf(name) + 1}${type === undefined ? "" : `::${type}`}`;
  });
  return { text, names };
};

/** One value as the API has it: exactly one member. */
export interface Field {
  readonly isNull?: boolean | undefined;
  readonly booleanValue?: boolean | undefined;
  readonly longValue?: number | undefined;
  readonly doubleValue?: number | undefined;
  readonly stringValue?: string | undefined;
  readonly blobValue?: string | undefined;
  readonly arrayValue?: unknown;
}

export interface Parameter {
  readonly name?: string | undefined;
  readonly value?: Field | undefined;
  readonly typeHint?: string | undefined;
}

/** fidelity: docs: SqlParameter, typeHint */
const HINTS: Readonly<Record<string, string>> = {
  DATE: "date",
  DECIMAL: "numeric",
  JSON: "json",
  TIME: "time",
  TIMESTAMP: "timestamp",
  UUID: "uuid",
};

/** Without a hint, a text is a `varchar`: a column of another type does not take it. fidelity: docs: "Calling the Data API", parameters */
const TYPES: readonly (readonly [member: keyof Field, type: string])[] = [
  ["booleanValue", "boolean"],
  ["longValue", "bigint"],
  ["doubleValue", "double precision"],
  ["stringValue", "varchar"],
  ["blobValue", "bytea"],
];

/** A statement with its values, as PostgreSQL takes both. @throws {ServiceError} for parameters that the API refuses */
export const bound = (sql: string, parameters: readonly Parameter[]) => {
  const byName = new Map(parameters.map((each) => [each.name ?? "", each]));
  for (const { name, value } of parameters) {
    if (name === undefined || value === undefined) throw badRequest("Parameters must have a name and a value");
    if (value.arrayValue !== undefined) throw badRequest("Array parameters are not supported.");
  }
  const { text, names } = numbered(sql, (name) => typeOf(byName.get(name)));
  const values = names.map((name) => {
    const found = byName.get(name);
    if (!found) throw badRequest(`Cannot find parameter: ${name}`);
    return boundValue(found.value);
  });
  return { text, values };
};

const typeOf = (parameter: Parameter | undefined): string | undefined => {
  if (parameter?.typeHint !== undefined) return HINTS[parameter.typeHint];
  const { value } = parameter ?? {};
  return TYPES.find(([member]) => value?.[member] !== undefined)?.[1];
};

const boundValue = (field: Field | undefined): unknown => {
  if (field === undefined || field.isNull) return null;
  const { booleanValue, longValue, doubleValue, stringValue, blobValue } = field;
  if (blobValue !== undefined) return Buffer.from(blobValue, "base64");
  return booleanValue ?? longValue ?? doubleValue ?? stringValue ?? null;
};
