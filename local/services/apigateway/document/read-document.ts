import type { PolicyDocument } from "../../../access/access";
import { parsePolicy } from "../../../access/policy-document";
import { isObject, type JsonObject, objectOf, textOf, textsOf } from "../../../languages/json/json-object";
import type { ApiPlan } from "../plan/api-plan";
import type { MethodPlan } from "../plan/method-plan";
import { Findings } from "./import-error";
import { loadDocument, type Place } from "./load-document";
import { readSchemes } from "./read-authorizers";
import { readGatewayResponses } from "./read-gateway-responses";
import { readMethod } from "./read-method";
import { readModels } from "./read-models";
import { readValidators } from "./read-validators";
import { type Basepath, basePathOf, readResources } from "./resources";
import { unread } from "./unread";

export interface ImportOptions {
  readonly basepath?: Basepath;
  readonly failOnWarnings?: boolean;
  /** Beside the document, before what it says itself. */
  readonly endpointType?: ApiPlan["endpointType"];
}

/** Reads a document once into what the gateway executes. Throws an `ImportError` that lists every problem. */
export const readDocument = (source: string, place: Place, options: ImportOptions = {}): ApiPlan => {
  const document = loadDocument(source, place);
  const findings = new Findings();
  const { ids, items } = readResources(document, basePathOf(document, options.basepath ?? "ignore"), findings);
  const schemes = readSchemes(document, findings);
  const models = readModels(document, findings);
  const methods: MethodPlan[] = [];
  for (const [path, pathItem] of items) {
    for (const [key, operation] of Object.entries(pathItem)) {
      const httpMethod = METHODS[key];
      if (!httpMethod || !isObject(operation)) continue;
      const place = { path, resourceId: ids.get(path) ?? "", httpMethod, pathItem, operation };
      methods.push(readMethod(place, { document, schemes, models, findings }));
    }
  }
  const plan = assemble(document, { ids, methods, schemes, models }, findings);
  if ((options.endpointType ?? plan.endpointType) === "EDGE") refuseLongTimeouts(methods, findings);
  for (const notice of unread(document)) findings.notice(notice);
  findings.throwProblems(options.failOnWarnings === true);
  return plan;
};

// fidelity: docs: limits: only for Regional and private APIs the timeout may be raised over 29 s
const refuseLongTimeouts = (methods: readonly MethodPlan[], findings: Findings): void => {
  for (const { integration, httpMethod, resourcePath } of methods) {
    if (!integration || integration.streams || integration.timeoutInMillis <= 29_000) continue;
    findings.error(
      `Unable to put integration on '${httpMethod}' for resource at path '${resourcePath}': Timeout should be between 50 ms and 29000 ms`,
    );
  }
};

const METHODS: Readonly<Record<string, string>> = {
  get: "GET",
  put: "PUT",
  post: "POST",
  delete: "DELETE",
  options: "OPTIONS",
  head: "HEAD",
  patch: "PATCH",
  "x-amazon-apigateway-any-method": "ANY",
};

interface Parts {
  readonly ids: ReadonlyMap<string, string>;
  readonly methods: readonly MethodPlan[];
  readonly schemes: ReturnType<typeof readSchemes>;
  readonly models: ReturnType<typeof readModels>;
}

const assemble = (document: JsonObject, { ids, methods, schemes, models }: Parts, findings: Findings): ApiPlan => {
  const info = objectOf(document.info);
  const endpoint = readEndpoint(document, findings);
  const authorizers = [...schemes].flatMap(([name, scheme]) =>
    scheme.kind === "authorizer" ? [[name, scheme.authorizer] as const] : [],
  );
  return {
    name: textOf(info.title) ?? "",
    version: textOf(info.version) ?? "",
    description: textOf(info.description),
    resources: ids,
    methods,
    authorizers: new Map(authorizers),
    models: new Map([...models].map(([name, { schema }]) => [name, schema])),
    requestValidators: readValidators(document),
    gatewayResponses: readGatewayResponses(document, findings),
    binaryMediaTypes: textsOf(document["x-amazon-apigateway-binary-media-types"]),
    minimumCompressionSize: readCompression(document["x-amazon-apigateway-minimum-compression-size"], findings),
    apiKeySource: document["x-amazon-apigateway-api-key-source"] === "AUTHORIZER" ? "AUTHORIZER" : "HEADER",
    endpointType: endpointType(endpoint),
    vpcEndpointIds: textsOf(endpoint.vpcEndpointIds),
    disableExecuteApiEndpoint: textOf(endpoint.disableExecuteApiEndpoint) === "true",
    policy: readPolicy(document["x-amazon-apigateway-policy"], findings),
    warnings: findings.warnings,
    notices: findings.notices,
  };
};

// fidelity: observed: localstack's tests on AWS (test_update_rest_api_compression)
const readCompression = (size: unknown, findings: Findings): number | undefined => {
  if (typeof size !== "number") return undefined;
  if (size >= 0 && size <= 10_485_760) return size;
  findings.error("Invalid minimum compression size, must be between 0 and 10485760");
  return undefined;
};

/** On the document, or on the server that it is said of. */
// fidelity: docs: x-amazon-apigateway-endpoint-configuration; observed: the warning: imports of documents with two servers
const readEndpoint = (document: JsonObject, findings: Findings): JsonObject => {
  const servers = Array.isArray(document.servers) ? document.servers : [];
  if (servers.length > 1) {
    findings.warn("More than one server provided. Ignoring all but the first for defining endpoint configuration");
  }
  const key = "x-amazon-apigateway-endpoint-configuration";
  return { ...objectOf(document[key]), ...objectOf(objectOf(servers[0])[key]) };
};

const endpointType = (configuration: JsonObject): ApiPlan["endpointType"] => {
  const [type] = textsOf(configuration.types);
  return type === "REGIONAL" || type === "PRIVATE" ? type : "EDGE";
};

const readPolicy = (value: unknown, findings: Findings): PolicyDocument | undefined => {
  if (value === undefined) return undefined;
  try {
    return parsePolicy(value);
  } catch (error) {
    findings.error(
      `Invalid policy document. Please check the policy syntax and ensure that Principals are valid. (${(error as Error).message})`,
    );
    return undefined;
  }
};
