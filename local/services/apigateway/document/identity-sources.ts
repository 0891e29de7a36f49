import { type JsonObject, textOf } from "../../../languages/json/json-object";
import type { Findings } from "./import-error";

const HEADER = /^method\.request\.header\.[a-zA-Z0-9._-]+$/;

// fidelity: docs: configure-api-gateway-lambda-authorization-with-console: the four kinds; api-gateway-lambda-authorizer-input:
// no path parameters
const REQUEST_SOURCE = /^(?:method\.request\.(?:header|querystring)|stageVariables|context)\..+$/;

/** Where an authorizer finds who is calling, as mapping expressions. */
// fidelity: observed: conformance import-cognito-scopes: the identity source comes from the scheme's name
export const identitySources = (
  name: string,
  type: string,
  scheme: JsonObject,
  extension: JsonObject,
  findings: Findings,
): string[] => {
  const given = textOf(extension.identitySource);
  // fidelity: observed: conformance authorizers-request-no-cache-no-source
  if (!given) return type === "request" ? [] : [`method.request.header.${textOf(scheme.name) ?? "Authorization"}`];
  const sources = given
    .split(",")
    .map((source) => source.trim())
    .filter(Boolean);
  const allowed = type === "request" ? REQUEST_SOURCE : HEADER;
  for (const source of sources.filter((source) => !allowed.test(source))) {
    findings.error(`Unable to create authorizer '${name}': ${problem(type, source)}`);
  }
  return sources;
};

// fidelity: observed: users' reports (serverless/serverless issue 4428); guess: the text for REQUEST
const problem = (type: string, source: string): string =>
  type === "request"
    ? `Invalid identity source expression: ${source}. A source is a header, a query parameter, a stage variable or a context variable.`
    : `Invalid token source expression: ${source}. The source must be a method request header, matching 'method.request.header.[a-zA-Z0-9._-]+'.`;
