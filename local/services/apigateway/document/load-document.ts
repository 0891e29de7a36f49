import { parse } from "yaml";
import { isObject, type JsonObject, textOf } from "../../../languages/json/json-object";
import { fromSwagger } from "./from-swagger";
import { ImportError } from "./import-error";

/** Where the document is imported; what `${AWS::Region}` and its like stand for. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Reads the text of a document, JSON or YAML, into the shape of OpenAPI 3.0, and fills in AWS's pseudo parameters. */
// fidelity: observed: conformance import-invalid-text-json, import-aws-variables
export const loadDocument = (source: string, place: Place): JsonObject => {
  const known: Readonly<Record<string, string>> = {
    Region: place.region,
    AccountId: place.account,
    Partition: place.partition,
  };
  const text = source.replace(/\$\{AWS::(\w+)\}/g, (all, name: string) => known[name] ?? all);
  const document = parseText(text);
  if (!isObject(document) || !isObject(document.info)) throw new ImportError("Invalid OpenAPI input.");
  // YAML reads a version without quotes as a number.
  if (/^2(?:\.0)?$/.test(textOf(document.swagger) ?? "")) return fromSwagger(document);
  if (!/^3(?:\.0(?:\.\d+)?)?$/.test(textOf(document.openapi) ?? "")) throw new ImportError("Invalid OpenAPI input.");
  return document;
};

const parseText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    try {
      // Aliases are counted, so that a document cannot blow up while it is read.
      // fidelity: guess: merge keys are read, as SnakeYAML does below most parsers of OpenAPI in Java
      return parse(text, { maxAliasCount: 100, merge: true });
    } catch {
      throw new ImportError("Invalid OpenAPI input.");
    }
  }
};
