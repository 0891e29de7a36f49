import type { PolicyDocument } from "../../../access/access";
import { parsePolicy } from "../../../access/policy-document";
import type { ApiPlan } from "../plan/api-plan";
import type { MethodPlan } from "../plan/method-plan";
import { Findings } from "./import-error";
import { isObject, type JsonObject, objectOf, textOf, textsOf } from "./json";
import { loadDocument, type Place } from "./load-document";
import { readSchemes } from "./read-authorizers";
import { readGatewayResponses } from "./read-gateway-responses";
import { readMethod } from "./read-method";
import { type Basepath, basePathOf, readResources } from "./resources";
import { unread } from "./unread";

export interface ImportOptions {
  readonly basepath?: Basepath;
  readonly failOnWarnings?: boolean;
}

/** Reads an OpenAPI 3.0 document once into what the gateway executes. Throws an `ImportError` that lists every problem. */
export const readDocument = (source: string, place: Place, options: ImportOptions = {}): ApiPlan => {
  const document = loadDocument(source, place);
  const findings = new Findings();
  const { ids, items } = readResources(document, basePathOf(document, options.basepath ?? "ignore"), findings);
  const schemes = readSchemes(document, findings);
  const methods: MethodPlan[] = [];
  for (const [path, pathItem] of items) {
    for (const [key, operation] of Object.entries(pathItem)) {
      const httpMethod = METHODS[key];
      if (!httpMethod || !isObject(operation)) continue;
      const place = { path, resourceId: ids.get(path) ?? "", httpMethod, pathItem, operation };
      methods.push(readMethod(place, { document, schemes, findings }));
    }
  }
  const plan = assemble(document, { ids, methods, schemes }, findings);
  for (const warning of unread(document)) findings.warn(warning);
  if (options.failOnWarnings) for (const warning of findings.warnings) findings.error(warning);
  findings.throwErrors();
  return plan;
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
}

const assemble = (document: JsonObject, { ids, methods, schemes }: Parts, findings: Findings): ApiPlan => {
  const info = objectOf(document.info);
  const compression = document["x-amazon-apigateway-minimum-compression-size"];
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
    gatewayResponses: readGatewayResponses(document, findings),
    binaryMediaTypes: textsOf(document["x-amazon-apigateway-binary-media-types"]),
    minimumCompressionSize: typeof compression === "number" && compression >= 0 ? compression : undefined,
    apiKeySource: document["x-amazon-apigateway-api-key-source"] === "AUTHORIZER" ? "AUTHORIZER" : "HEADER",
    endpointType: endpointType(objectOf(document["x-amazon-apigateway-endpoint-configuration"])),
    vpcEndpointIds: textsOf(objectOf(document["x-amazon-apigateway-endpoint-configuration"]).vpcEndpointIds),
    disableExecuteApiEndpoint:
      objectOf(document["x-amazon-apigateway-endpoint-configuration"]).disableExecuteApiEndpoint === true,
    policy: readPolicy(document["x-amazon-apigateway-policy"], findings),
    warnings: findings.warnings,
  };
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
