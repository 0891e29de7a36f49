import { isObject, objectOf, resolveReference, textOf } from "../../../languages/json/json-object";
import type { MethodResponsePlan } from "../plan/method-plan";
import type { MethodContext, MethodPlace } from "./method-place";
import { modelsOfContent } from "./read-models";

const PRIMITIVES: Readonly<Record<string, string>> = {
  string: "StringSchema",
  integer: "IntegerSchema",
  number: "NumberSchema",
  boolean: "BooleanSchema",
};

/** The answers that a method declares. */
export const readResponses = (
  { path, httpMethod, operation }: MethodPlace,
  { document, models, findings }: MethodContext,
): Map<string, MethodResponsePlan> => {
  const responses = new Map<string, MethodResponsePlan>();
  for (const [status, value] of Object.entries(objectOf(operation.responses))) {
    const response = resolveReference(document, value);
    const content: Record<string, unknown> = {};
    for (const [contentType, media] of Object.entries(objectOf(response.content))) {
      const { schema } = objectOf(media);
      const primitive = isObject(schema) ? PRIMITIVES[textOf(schema.type) ?? ""] : undefined;
      // fidelity: docs: known issues: schemas of method responses are of an object type; observed: the words
      if (primitive) {
        findings.warn(
          `Unsupported model type '${primitive}' in ${status} response to method '${httpMethod} ${path}'. Ignoring.`,
        );
      } else content[contentType] = media;
    }
    const found = modelsOfContent(content, models, document, findings);
    responses.set(status, {
      headers: Object.keys(objectOf(response.headers)),
      models: new Map([...found].map(([contentType, { name }]) => [contentType, name])),
    });
  }
  return responses;
};
