import { writeJson } from "../vtl/json/write-json";
import { readPath } from "../vtl/jsonpath/read-path";
import { TemplateError } from "../vtl/template-error";
import type { Meter, Value } from "../vtl/values/value";

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
    if (error instanceof TemplateError) return undefined;
    throw error;
  }
};
