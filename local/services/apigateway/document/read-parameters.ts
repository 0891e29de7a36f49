import { type JsonObject, resolveReference, textOf } from "../../../languages/json/json-object";
import type { ParameterLocation, ParameterPlan } from "../plan/method-plan";
import type { Findings } from "./import-error";
import type { MethodPlace } from "./method-place";

const LOCATIONS: Readonly<Record<string, ParameterLocation>> = { header: "header", path: "path", query: "querystring" };

// fidelity: observed: imports of documents with parameters such as page[size]
const NAME = /^[a-zA-Z0-9._$-]+$/;

export const readParameters = (
  { path, httpMethod, pathItem, operation }: MethodPlace,
  document: JsonObject,
  findings: Findings,
): ParameterPlan[] => {
  const parameters = new Map<string, ParameterPlan>();
  const add = (location: ParameterLocation, name: string, required: boolean) =>
    parameters.set(`${location}.${name}`, { location, name, required });
  const listed = [pathItem.parameters, operation.parameters].flatMap((list) => (Array.isArray(list) ? list : []));
  for (const item of listed) {
    const parameter = resolveReference(document, item);
    const name = textOf(parameter.name);
    const location = LOCATIONS[textOf(parameter.in) ?? ""];
    if (!name) continue;
    // fidelity: docs: parameters of a method request are headers, path and query string; cookies and forms are none
    if (!location) findings.notice(`${httpMethod} ${path}: API Gateway has no parameters in ${parameter.in}`);
    else if (NAME.test(name)) add(location, name, parameter.required === true);
    else {
      findings.error(
        `Unable to put method '${httpMethod}' on resource at path '${path}': Invalid mapping expression specified: Validation Result: warnings : [], errors : [Parameter name should match the following regular expression: ${NAME.source}]`,
      );
    }
  }
  // fidelity: observed: localstack test_import_with_global_api_key_authorizer: what the path has needs no declaration
  for (const [, name = ""] of path.matchAll(/\{([^{}+]+)\+?\}/g)) add("path", name, true);
  // fidelity: observed: localstack's tests on AWS (test_method_request_parameters)
  if (new Set([...parameters.values()].map(({ name }) => name)).size < parameters.size) {
    findings.error(
      `Unable to put method '${httpMethod}' on resource at path '${path}': Parameter names must be unique across querystring, header and path`,
    );
  }
  return [...parameters.values()];
};
