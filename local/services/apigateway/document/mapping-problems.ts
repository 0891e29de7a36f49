import type { MethodPlan } from "../plan/method-plan";

// fidelity: docs: request-response-data-mappings: what is mapped must be declared by the method
export function* mappingProblems(method: MethodPlan): Generator<string> {
  const { integration } = method;
  if (!integration) return;
  const declared = new Set(method.parameters.map(({ location, name }) => `${location}.${name}`));
  for (const [target, source] of integration.requestParameters) {
    if (!/^integration\.request\.(?:header|path|querystring)\..+$/.test(target)) {
      yield invalid(`Invalid mapping expression specified: ${target}`);
    } else if (!isRequestSource(source, declared)) {
      yield invalid(`Invalid mapping expression specified: ${source}`);
    }
  }
  for (const response of integration.responses) {
    const declaredResponse = method.responses.get(String(response.statusCode));
    if (!declaredResponse) {
      if (integration.type.endsWith("_PROXY")) continue;
      yield `Invalid response status code specified: ${response.statusCode}`;
      continue;
    }
    const known = new Set(declaredResponse.headers.map((header) => header.toLowerCase()));
    for (const target of response.responseParameters.keys()) {
      const header = /^method\.response\.header\.(.+)$/.exec(target)?.[1];
      if (!header || !known.has(header.toLowerCase())) {
        yield invalid(`Invalid mapping expression parameter specified: ${target}`);
      }
    }
  }
}

const invalid = (error: string): string =>
  `Invalid mapping expression specified: Validation Result: warnings : [], errors : [${error}]`;

const isRequestSource = (source: string, declared: ReadonlySet<string>): boolean => {
  if (/^'[\s\S]*'$/.test(source) || /^(?:context|stageVariables)\..+$/.test(source)) return true;
  if (/^method\.request\.body(?:\.|$)/.test(source)) return true;
  const parameter = /^method\.request\.(multivalue)?(header|path|querystring)\.(.+)$/.exec(source);
  return parameter !== null && declared.has(`${parameter[2]}.${parameter[3]}`);
};
