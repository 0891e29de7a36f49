import type { MethodPlan, ParameterLocation, ParameterPlan } from "../plan/method-plan";
import { type BodyCheck, compileModel } from "../validation/compile-model";
import type { Findings } from "./import-error";
import { isObject, type JsonObject, objectOf, resolveReference, textOf } from "./json";
import { mappingProblems } from "./mapping-problems";
import type { Scheme } from "./read-authorizers";
import { readIntegration } from "./read-integration";
import { readSecurity } from "./read-security";

/** What all methods of one document share. */
export interface MethodContext {
  readonly document: JsonObject;
  readonly schemes: ReadonlyMap<string, Scheme>;
  readonly findings: Findings;
}

export interface MethodPlace {
  readonly path: string;
  readonly resourceId: string;
  readonly httpMethod: string;
  readonly pathItem: JsonObject;
  readonly operation: JsonObject;
}

export const readMethod = (place: MethodPlace, context: MethodContext): MethodPlan => {
  const { document, findings } = context;
  const { path, httpMethod, operation } = place;
  const at = `'${httpMethod}' for resource at path '${path}'`;
  const integration = readIntegration(operation["x-amazon-apigateway-integration"], {
    error: (message) => findings.error(`Unable to put integration on ${at}: ${message}`),
    warn: (message) => findings.warn(`${httpMethod} ${path}: ${message}`),
  });
  const validator = readValidator(document, operation, at, findings);
  const method: MethodPlan = {
    httpMethod,
    resourcePath: path,
    resourceId: place.resourceId,
    operationName: textOf(operation.operationId),
    ...readSecurity(document, operation, context.schemes, findings),
    parameters: readParameters(place, document, findings),
    validatesBody: validator.validateRequestBody === true,
    validatesParameters: validator.validateRequestParameters === true,
    models: readModels(document, operation, at, findings),
    responses: readDeclaredResponses(document, operation),
    integration,
  };
  for (const problem of mappingProblems(method)) findings.error(`Unable to put integration on ${at}: ${problem}`);
  return method;
};

const LOCATIONS: Readonly<Record<string, ParameterLocation>> = { header: "header", path: "path", query: "querystring" };

const readParameters = (place: MethodPlace, document: JsonObject, findings: Findings): ParameterPlan[] => {
  const parameters = new Map<string, ParameterPlan>();
  const listed = [place.pathItem.parameters, place.operation.parameters].flatMap((list) =>
    Array.isArray(list) ? list : [],
  );
  for (const item of listed) {
    const parameter = resolveReference(document, item);
    const name = textOf(parameter.name);
    const location = LOCATIONS[textOf(parameter.in) ?? ""];
    if (!name) continue;
    // fidelity: docs: known issues, cookie parameters are not supported
    if (!location) findings.warn(`${place.httpMethod} ${place.path}: API Gateway has no parameters in ${parameter.in}`);
    else parameters.set(`${location}.${name}`, { location, name, required: parameter.required === true });
  }
  return [...parameters.values()];
};

const readValidator = (document: JsonObject, operation: JsonObject, at: string, findings: Findings): JsonObject => {
  const name = textOf(
    operation["x-amazon-apigateway-request-validator"] ?? document["x-amazon-apigateway-request-validator"],
  );
  if (!name) return {};
  const validator = objectOf(document["x-amazon-apigateway-request-validators"])[name];
  if (!isObject(validator))
    findings.error(`Unable to put method ${at}: Invalid Request Validator identifier '${name}'`);
  return objectOf(validator);
};

const readModels = (document: JsonObject, operation: JsonObject, at: string, findings: Findings) => {
  const schemas = objectOf(objectOf(document.components).schemas);
  const models = new Map<string, BodyCheck>();
  const content = objectOf(resolveReference(document, operation.requestBody).content);
  for (const [contentType, media] of Object.entries(content)) {
    const { schema } = objectOf(media);
    if (!isObject(schema)) continue;
    try {
      models.set(
        contentType,
        compileModel(schema, (name) => schemas[name]),
      );
    } catch (error) {
      findings.error(`Unable to put method ${at}: Invalid model for ${contentType}: ${(error as Error).message}`);
    }
  }
  return models;
};

const readDeclaredResponses = (document: JsonObject, operation: JsonObject): Map<string, string[]> => {
  const responses = new Map<string, string[]>();
  for (const [status, response] of Object.entries(objectOf(operation.responses))) {
    responses.set(status, Object.keys(objectOf(resolveReference(document, response).headers)));
  }
  return responses;
};
