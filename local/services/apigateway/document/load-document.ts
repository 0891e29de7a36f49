import { parse } from "yaml";
import { ImportError } from "./import-error";
import { isObject, type JsonObject } from "./json";

/** Where the document is imported; what `${AWS::Region}` and its like stand for. */
export interface Place {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
}

/** Reads an OpenAPI 3 text, JSON or YAML, and fills in AWS's pseudo parameters. */
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
  if (document.swagger !== undefined) {
    throw new ImportError("the local cloud reads OpenAPI 3.0; convert the Swagger 2.0 document");
  }
  if (typeof document.openapi !== "string" || !document.openapi.startsWith("3.0")) {
    throw new ImportError("Invalid OpenAPI input.");
  }
  return document;
};

const parseText = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    try {
      // Aliases are counted, so that a document cannot blow up while it is read.
      return parse(text, { maxAliasCount: 100 });
    } catch {
      throw new ImportError("Invalid OpenAPI input.");
    }
  }
};
