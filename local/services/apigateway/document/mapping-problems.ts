import type { IntegrationPlan } from "../plan/integration-plan";
import type { MethodPlan } from "../plan/method-plan";
import type { Findings } from "./import-error";

/** Reports the mappings of a method's integration that AWS refuses, or accepts and fails at. */
export const reportMappings = (method: MethodPlan, findings: Findings): void => {
  const { integration, httpMethod, resourcePath } = method;
  if (!integration) return;
  const at = `'${httpMethod}' for resource at path '${resourcePath}'`;
  for (const error of requestErrors(method, integration)) {
    findings.error(`Unable to put integration on ${at}: ${invalid(error)}`);
  }
  for (const error of templateErrors(integration.requestTemplates)) {
    findings.error(`Unable to put integration on ${at}: ${error}`);
  }
  for (const error of integration.responses.flatMap(({ responseTemplates }) => [
    ...templateErrors(responseTemplates),
  ])) {
    findings.error(`Unable to put integration response on ${at}: ${error}`);
  }
  if (integration.type.endsWith("_PROXY")) return;
  // fidelity: observed: what users of the importer quote (aws-apigateway-importer issue 209)
  for (const error of responseErrors(method, integration)) {
    findings.error(`Unable to put integration response on ${at}: ${invalid(error)}`);
  }
  for (const { statusCode } of integration.responses) {
    if (method.responses.has(String(statusCode))) continue;
    findings.notice(
      `${httpMethod} ${resourcePath}: the integration answers ${statusCode}, which "responses" does not list: the client gets 500 then, as on AWS`,
    );
  }
};

const invalid = (error: string): string =>
  `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${error}]`;

// fidelity: docs: important notes: 300 KB; guess: the text
const MAX_TEMPLATE_BYTES = 300 * 1024;

function* templateErrors(templates: ReadonlyMap<string, string>): Generator<string> {
  for (const [type, template] of templates) {
    // fidelity: observed: localstack's tests on AWS (test_integration_response_invalid_responsetemplates)
    if (type !== "$default" && !type.includes("/")) {
      yield `Validation Result: warnings : [], errors : [Invalid content type specified: ${type}]`;
    }
    if (Buffer.byteLength(template) > MAX_TEMPLATE_BYTES) yield `The template of ${type} is larger than 300 KB`;
  }
}

// fidelity: docs: request-response-data-mappings: what is mapped must be declared by the method
function* requestErrors(method: MethodPlan, { requestParameters }: IntegrationPlan): Generator<string> {
  // fidelity: observed: localstack's tests on AWS (test_invoke_with_query_parameters): declared in whatever place
  const declared = new Set(method.parameters.map(({ name }) => name));
  for (const [target, source] of requestParameters) {
    if (!/^integration\.request\.(?:header|path|querystring)\..+$/.test(target)) {
      yield `Invalid mapping expression specified: ${target}`;
    } else if (!isRequestSource(source, declared)) {
      yield `Invalid mapping expression specified: ${source}`;
    }
  }
}

// fidelity: observed: localstack test_lifecycle_integration_response: needs no method response unless it maps something;
// the words: aws-apigateway-importer issues 121, 209; developer guide issue 7
function* responseErrors(method: MethodPlan, { responses }: IntegrationPlan): Generator<string> {
  for (const { statusCode, responseParameters } of responses) {
    const declared = method.responses.get(String(statusCode));
    const headers = new Set(declared?.headers.map((header) => header.toLowerCase()));
    if (!declared && responseParameters.size > 0) yield "No method response exists for method.";
    else {
      for (const [target, source] of responseParameters) {
        const header = /^method\.response\.header\.(.+)$/.exec(target)?.[1]?.toLowerCase() ?? "";
        if (!headers.has(header)) yield `Invalid mapping expression parameter specified: ${target}`;
        else if (!isExpression(source)) yield `Invalid mapping expression specified: ${source}`;
      }
    }
  }
}

/** A constant stands in quotes; everything else names where the value comes from. */
const isExpression = (source: string): boolean =>
  /^(?:'[\s\S]*'|(?:integration\.response|method\.request|context|stageVariables)\..+)$/.test(source);

const isRequestSource = (source: string, declared: ReadonlySet<string>): boolean => {
  if (/^'[\s\S]*'$/.test(source) || /^(?:context|stageVariables)\..+$/.test(source)) return true;
  if (/^method\.request\.body(?:\.|$)/.test(source)) return true;
  const [, name] = /^method\.request\.(?:multivalue)?(?:header|path|querystring)\.(.+)$/.exec(source) ?? [];
  return name !== undefined && declared.has(name);
};
