import { type JsonObject, objectOf, resolveReference, textOf } from "../../../languages/json/json-object";
import type { MethodPlan, RequestModel, RequestValidatorPlan } from "../plan/method-plan";
import type { Findings } from "./import-error";
import { reportMappings } from "./mapping-problems";
import type { MethodContext, MethodPlace } from "./method-place";
import { readIntegration } from "./read-integration";
import { modelsOfContent } from "./read-models";
import { readParameters } from "./read-parameters";
import { readResponses } from "./read-responses";
import { readSecurity } from "./read-security";
import { readValidators } from "./read-validators";

export const readMethod = (place: MethodPlace, context: MethodContext): MethodPlan => {
  const { document, findings } = context;
  const { path, httpMethod, operation } = place;
  const at = `'${httpMethod}' for resource at path '${path}'`;
  const integration = readIntegration(operation["x-amazon-apigateway-integration"], {
    error: (message) => findings.error(`Unable to put integration on ${at}: ${message}`),
    notice: (message) => findings.notice(`${httpMethod} ${path}: ${message}`),
    // fidelity: observed: localstack test_import_rest_api_with_base_path_oas30: what is no text is left out
    noText: (property, key, value) =>
      findings.warn(
        `Invalid format for '${property}'. Expected type string for property '${key}' of resource '${path}' and method '${httpMethod}' but got '${value}'`,
      ),
  });
  const method: MethodPlan = {
    httpMethod,
    resourcePath: path,
    resourceId: place.resourceId,
    operationName: textOf(operation.operationId),
    ...readSecurity(document, operation, context.schemes, findings),
    parameters: readParameters(place, document, findings),
    validator: readValidator(document, operation, `'${httpMethod}' on resource at path '${path}'`, findings),
    models: readRequestModels(operation, context),
    responses: readResponses(place, context),
    integration,
  };
  reportMappings(method, findings);
  return method;
};

const readValidator = (
  document: JsonObject,
  operation: JsonObject,
  at: string,
  findings: Findings,
): RequestValidatorPlan | undefined => {
  const name = textOf(
    operation["x-amazon-apigateway-request-validator"] ?? document["x-amazon-apigateway-request-validator"],
  );
  if (!name) return undefined;
  const validator = readValidators(document).get(name);
  if (!validator) findings.error(`Unable to put method ${at}: Invalid Request Validator identifier '${name}'`);
  return validator;
};

const readRequestModels = (
  operation: JsonObject,
  { document, models, findings }: MethodContext,
): Map<string, RequestModel> => {
  const { content } = resolveReference(document, operation.requestBody);
  const found = modelsOfContent(objectOf(content), models, document, findings);
  return new Map([...found].map(([contentType, { name, model }]) => [contentType, { name, check: model.check }]));
};
