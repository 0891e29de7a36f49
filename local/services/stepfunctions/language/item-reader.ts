import { readCsv } from "./csv";
import { type ItemReader, isObject, type Json, type State } from "./definition";
import { argumentsOf, type Scope } from "./evaluation";
import type { Run } from "./run";
import { runtimeError, StatesError } from "./states-error";

/** fidelity: docs: "ItemReader": MaxItems, up to 100,000,000 */
const MOST_ITEMS = 100_000_000;

/** The items of an object in S3, or the objects of a bucket. */
// fidelity: docs: Step Functions developer guide, "ItemReader (Map)"; observed: localstack's tests on AWS
export const readItems = async (
  state: State,
  scope: Scope,
  most: number | undefined,
  run: Run,
): Promise<readonly Json[]> => {
  const reader = state.ItemReader;
  if (!reader) throw runtimeError("A Map state that reads its items needs an ItemReader");
  if (most !== undefined && most < 0) throw readerFailed("field MaxItems must be positive");
  const place = await argumentsOf(reader, scope);
  const { Bucket, Key, Prefix, VersionId } = isObject(place) ? place : {};
  if (typeof Bucket !== "string") throw readerFailed("The Parameters of the ItemReader name no Bucket");
  const items = /:s3:listObjectsV2$/.test(reader.Resource)
    ? await run.objects.list(Bucket, typeof Prefix === "string" ? Prefix : "")
    : itemsIn(
        reader,
        (
          await run.objects.read(Bucket, String(Key), VersionId === undefined ? undefined : String(VersionId))
        ).toString(),
      );
  return items.slice(0, most || MOST_ITEMS);
};

const readerFailed = (cause: string): StatesError => new StatesError("States.ItemReaderFailed", cause);

const itemsIn = (reader: ItemReader, body: string): readonly Json[] => {
  const type = reader.ReaderConfig?.InputType;
  if (type === "CSV") return rowsIn(reader, body);
  if (type === "JSONL") return body.split(/\r?\n/).filter(Boolean).map(json);
  if (type !== "JSON") {
    throw new StatesError("NotEmulatedByLocalCloud", `InputType ${type} of an ItemReader is not emulated`);
  }
  const found = pointed(json(body), reader.ReaderConfig?.ItemsPointer);
  if (!Array.isArray(found)) throw readerFailed("Attempting to map over non-iterable node.");
  return found as readonly Json[];
};

const json = (text: string): Json => {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw readerFailed("The object is no JSON");
  }
};

/** fidelity: docs: RFC 6901 */
const pointed = (value: Json, pointer = ""): Json | undefined =>
  pointer
    .split("/")
    .slice(1)
    .map((name) => name.replace(/~1/g, "/").replace(/~0/g, "~"))
    .reduce<Json | undefined>(
      (inner, name) =>
        inner === null || typeof inner !== "object" ? undefined : (inner as Record<string, Json>)[name],
      value,
    );

const SEPARATORS: Readonly<Record<string, string>> = {
  COMMA: ",",
  PIPE: "|",
  SEMICOLON: ";",
  SPACE: " ",
  TAB: "\t",
};

const rowsIn = ({ ReaderConfig = {} }: ItemReader, body: string): readonly Json[] => {
  const { CSVHeaderLocation, CSVHeaders = [], CSVDelimiter = "COMMA" } = ReaderConfig;
  const rows = readCsv(body, SEPARATORS[CSVDelimiter] ?? ",");
  const given = CSVHeaderLocation === "GIVEN";
  const headers = given ? CSVHeaders : (rows.shift() ?? []);
  if (new Set(headers).size < headers.length) throw readerFailed("CSV headers cannot contain duplicates.");
  return rows.map((row) => Object.fromEntries(headers.map((header, index) => [header, row[index] ?? ""])));
};
