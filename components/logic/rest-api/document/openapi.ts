import type { Integration } from "../../../core/target";
import type { PlannedCors } from "../cors";
import type { DocumentedRoute, Says } from "../documented-route";
import type { PlannedRoute } from "../planned-route";
import type { RouteKey } from "../route-key";
import { allowingOrigins } from "./cors-headers";
import { type GatewayResponse, gatewayResponses } from "./gateway-responses";
import type { JsonSchema } from "./model";
import { type Parameter, textParameter } from "./parameter";
import { preflight } from "./preflight";
import { type Schemes, schemesOf, securityOf } from "./security";

/** An OpenAPI 3.0.1 document with the extensions of API Gateway. */
export interface OpenApiDocument {
  readonly openapi: "3.0.1";
  readonly info: ApiInfo;
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly schemas?: Readonly<Record<string, JsonSchema>>;
    readonly securitySchemes?: Readonly<Record<string, JsonSchema>>;
  };
  readonly "x-amazon-apigateway-api-key-source"?: "HEADER";
  readonly "x-amazon-apigateway-binary-media-types"?: readonly string[];
  readonly "x-amazon-apigateway-request-validators"?: Readonly<Record<string, RequestValidator>>;
  readonly "x-amazon-apigateway-gateway-responses": Readonly<Record<string, GatewayResponse>>;
}

export interface ApiInfo {
  readonly title: string;
  readonly version: string;
  readonly description?: string;
}

export interface RequestValidator {
  readonly validateRequestBody: boolean;
  readonly validateRequestParameters: boolean;
}

/** By method in lower case. */
export type PathItem = Readonly<Record<string, Operation>>;

export interface Operation extends Partial<Says> {
  // Its operationId is absent for the preflight, which is no route.
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: {
    readonly required: true;
    readonly content: JsonContent;
  };
  readonly responses: Readonly<Record<string, Response>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly "x-amazon-apigateway-request-validator"?: string;
  readonly "x-amazon-apigateway-integration": Integration["extension"];
}

interface Response {
  readonly description: string;
  readonly headers?: Readonly<Record<string, { readonly schema: { readonly type: "string" } }>>;
  readonly content?: JsonContent;
}

interface JsonContent {
  readonly "application/json": { readonly schema: { readonly $ref: string } };
}

/** What a document says of a route; where it leads is the integration's to say. */
export type Documented = Omit<PlannedRoute, "to">;

export interface OpenApiArgs {
  readonly info: ApiInfo;
  readonly routes: readonly Documented[];
  readonly integrations: Readonly<Partial<Record<RouteKey, Integration>>>;
  /** The security schemes of the authorizers that the routes name. */
  readonly authorizers?: Schemes;
  readonly cors?: PlannedCors | undefined;
}

/** The whole API as one document. Equal routes give an equal text, whatever the order they were written in. */
export const openApiDocument = ({
  info,
  routes,
  integrations,
  authorizers = {},
  cors,
}: OpenApiArgs): OpenApiDocument => {
  const schemas = Object.assign(
    {},
    ...routes.flatMap(({ models, answers }) => [models, ...Object.values(answers)].map((each) => each?.schemas)),
  );
  const withKey = routes.some(({ apiKey }) => apiKey);
  const securitySchemes = schemesOf(routes, authorizers);
  const used = new Set(routes.map(validatorOf));
  const validators = Object.fromEntries(Object.entries(VALIDATORS).filter(([name]) => used.has(name)));
  const binary = [...new Set(Object.values(integrations).flatMap((one) => one?.binaryMediaTypes ?? []))].sort();
  const document: OpenApiDocument = {
    openapi: "3.0.1",
    info,
    paths: pathsOf(routes, integrations, cors),
    components: {
      ...(Object.keys(schemas).length > 0 ? { schemas } : {}),
      ...(Object.keys(securitySchemes).length > 0 ? { securitySchemes } : {}),
    },
    ...(withKey ? { "x-amazon-apigateway-api-key-source": "HEADER" as const } : {}),
    ...(binary.length > 0 ? { "x-amazon-apigateway-binary-media-types": binary } : {}),
    ...(Object.keys(validators).length > 0 ? { "x-amazon-apigateway-request-validators": validators } : {}),
    "x-amazon-apigateway-gateway-responses": gatewayResponses(cors),
  };
  return sorted(document);
};

const VALIDATORS: Readonly<Record<string, RequestValidator>> = {
  body: { validateRequestBody: true, validateRequestParameters: true },
  parameters: { validateRequestBody: false, validateRequestParameters: true },
};

const validatorOf = ({ models, checksParameters }: Documented): string | undefined =>
  models !== undefined ? "body" : checksParameters ? "parameters" : undefined;

const pathsOf = (
  routes: readonly Documented[],
  integrations: OpenApiArgs["integrations"],
  cors: PlannedCors | undefined,
): Record<string, PathItem> => {
  const paths: Record<string, Record<string, Operation>> = {};
  for (const route of routes) {
    const integration = integrations[route.key];
    if (integration === undefined) throw new Error(`route ${route.key} has no integration`);
    const item = paths[route.path] ?? {};
    item[route.method.toLowerCase()] = operation(
      route,
      cors === undefined ? integration : allowingOrigins(integration, cors),
    );
    paths[route.path] = item;
  }
  if (cors !== undefined)
    for (const [path, item] of Object.entries(paths))
      item.options ??= preflight(
        routes.filter((route) => route.path === path),
        cors,
      );
  return paths;
};

const operation = (route: Documented, integration: Integration): Operation => {
  const model = route.models?.name;
  const validator = validatorOf(route);
  const security = securityOf(route);
  return {
    ...(route.documented?.says ?? { operationId: route.operationId }),
    ...(route.parameters.length > 0 ? { parameters: route.parameters.map(textParameter) } : {}),
    ...(model === undefined ? {} : { requestBody: requestBody(model) }),
    responses: responsesOf(integration, route),
    // API Gateway reads the security of an operation only, not that of the document.
    ...(security.length > 0 ? { security } : {}),
    ...(validator === undefined ? {} : { "x-amazon-apigateway-request-validator": validator }),
    "x-amazon-apigateway-integration": integration.extension,
  };
};

const requestBody = (model: string): NonNullable<Operation["requestBody"]> => ({
  required: true,
  content: contentOf(model),
});

const contentOf = (model: string): JsonContent => ({
  "application/json": { schema: { $ref: `#/components/schemas/${model}` } },
});

const responsesOf = ({ methodResponses }: Integration, { answers, documented }: Documented): Operation["responses"] => {
  const described: DocumentedRoute["responses"] = documented?.responses ?? {};
  const declared = Object.keys({ ...methodResponses, ...answers, ...described });
  // OpenAPI asks for one response at least.
  if (declared.length === 0) return { "200": { description: AS_IT_ANSWERS } };
  return Object.fromEntries(
    declared.map((status) => {
      const [own, said] = [methodResponses[status], described[status]];
      const description = said?.description ?? own?.description ?? AS_IT_ANSWERS;
      const headers = [...new Set([...(own?.headers ?? []), ...(said?.headers ?? [])])];
      const model = answers[status]?.name;
      return [
        status,
        {
          description,
          ...(headers.length > 0 && {
            headers: Object.fromEntries(headers.map((header) => [header, { schema: { type: "string" as const } }])),
          }),
          ...(model !== undefined && { content: contentOf(model) }),
        },
      ];
    }),
  );
};

const AS_IT_ANSWERS = "As the target answers.";

/** The same value with all keys in order of their code units. */
const sorted = <T>(value: T): T => {
  if (Array.isArray(value)) return value.map(sorted) as T;
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([, held]) => held !== undefined);
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, held]) => [key, sorted(held)]),
  ) as T;
};
