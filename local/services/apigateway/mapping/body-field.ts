import { ExpressionError } from "../../../languages/expression-error";
import type { Meter, Value } from "../../../languages/java/value";
import { writeJson } from "../../../languages/json/write-json";
import { readPath } from "../../../languages/json-path/read-path";

/** Mappings stand in the document, and are no templates: nothing has to be counted. */
const UNCOUNTED: Meter = { spend: () => {}, text: (text) => text };

/** What is at `a.b[0]['c d']` of a document, as text; `undefined` where there is nothing. */
// fidelity: docs: request-response-data-mappings: a JSONPath expression without its $
export const jsonField = (document: Value, path: string): string | undefined => {
  try {
    const value = readPath(document, path.startsWith("[") ? `$${path}` : `$.${path}`, UNCOUNTED);
    if (value === undefined || value === null) return undefined;
    return typeof value === "string" ? value : writeJson(value, UNCOUNTED, "plain");
  } catch (error) {
    if (error instanceof ExpressionError) return undefined;
    throw error;
  }
};
