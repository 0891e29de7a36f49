import { isObject, type JsonObject, textMap, textOf, textsOf } from "../../languages/json/json-object";
import { type BodyCheck, compileModel } from "../apigateway/validation/compile-model";
import type { PartRecord } from "./records";

export interface Integration {
  readonly type: string;
  readonly uri: string;
  readonly method: string;
  readonly credentials: string | undefined;
  readonly templates: ReadonlyMap<string, string>;
  readonly templateSelection: string;
  readonly passthroughBehavior: string;
  readonly requestParameters: ReadonlyMap<string, string>;
  readonly timeoutMs: number;
  /** `1.0` or `2.0`, of functions behind HTTP APIs. */
  readonly payloadFormat: string;
  readonly responses: readonly IntegrationResponse[];
  readonly responseSelection: string;
}

export interface IntegrationResponse {
  /** `$default`, or an expression between slashes. */
  readonly key: string;
  readonly templates: ReadonlyMap<string, string>;
  readonly templateSelection: string;
}

export interface Authorizer {
  readonly id: string;
  readonly uri: string;
  readonly credentials: string | undefined;
  readonly identitySources: readonly string[];
  /** Of HTTP APIs. */
  readonly jwt: { readonly issuer: string; readonly audiences: readonly string[] } | undefined;
  readonly payloadFormat: string;
  readonly answersSimply: boolean;
  readonly ttlSeconds: number;
}

export interface Route {
  readonly key: string;
  readonly authorization: string;
  readonly authorizer: Authorizer | undefined;
  readonly scopes: readonly string[];
  readonly integration: Integration | undefined;
  /** The answer goes back to the client. */
  readonly answers: boolean;
  readonly modelSelection: string;
  readonly models: ReadonlyMap<string, BodyCheck>;
}

/** Routes by their keys. */
export type Definition = ReadonlyMap<string, Route>;

// fidelity: docs: Amazon API Gateway quotas, WebSocket API: integration timeout up to 29 seconds
const TIMEOUT_MS = 29_000;

/** What an API does, read from its parts. A reference that leads nowhere is none. */
export const readDefinition = (parts: readonly PartRecord[]): Definition => {
  const find = (kind: PartRecord["kind"], id: string | undefined) =>
    parts.find((part) => part.kind === kind && part.id === id);
  const routes = parts.filter(({ kind }) => kind === "route");
  return new Map(
    routes.map(({ id, inputs }) => {
      const key = textOf(inputs.routeKey) ?? "";
      const integration = find("integration", /^integrations\/(.+)$/.exec(textOf(inputs.target) ?? "")?.[1]);
      const authorizer = find("authorizer", textOf(inputs.authorizerId));
      const responds = parts.some(({ kind, inputs: own }) => kind === "routeResponse" && own.routeId === id);
      return [
        key,
        {
          key,
          authorization: textOf(inputs.authorizationType) ?? "NONE",
          authorizer: authorizer && readAuthorizer(authorizer),
          scopes: textsOf(inputs.authorizationScopes),
          integration: integration && readIntegration(integration, parts),
          // fidelity: docs: "Set up a WebSocket API route response": both are needed
          answers: responds && textOf(inputs.routeResponseSelectionExpression) !== undefined,
          modelSelection: textOf(inputs.modelSelectionExpression) ?? "$default",
          models: readModels(textMap(inputs.requestModels), parts),
        },
      ];
    }),
  );
};

const readAuthorizer = ({ id, inputs }: PartRecord): Authorizer => ({
  id,
  uri: textOf(inputs.authorizerUri) ?? "",
  credentials: textOf(inputs.authorizerCredentialsArn),
  identitySources: textsOf(inputs.identitySources),
  jwt: isObject(inputs.jwtConfiguration)
    ? {
        issuer: textOf(inputs.jwtConfiguration.issuer) ?? "",
        audiences: textsOf(inputs.jwtConfiguration.audiences),
      }
    : undefined,
  payloadFormat: textOf(inputs.authorizerPayloadFormatVersion) ?? "1.0",
  answersSimply: inputs.enableSimpleResponses === true,
  // fidelity: docs: CreateAuthorizer: 300 seconds by default
  ttlSeconds: Number(inputs.authorizerResultTtlInSeconds ?? 300),
});

const readIntegration = ({ id, inputs }: PartRecord, parts: readonly PartRecord[]): Integration => ({
  type: textOf(inputs.integrationType) ?? "",
  uri: textOf(inputs.integrationUri) ?? "",
  method: textOf(inputs.integrationMethod) ?? "POST",
  credentials: textOf(inputs.credentialsArn),
  templates: textMap(inputs.requestTemplates),
  templateSelection: textOf(inputs.templateSelectionExpression) ?? "",
  passthroughBehavior: textOf(inputs.passthroughBehavior) ?? "WHEN_NO_MATCH",
  requestParameters: textMap(inputs.requestParameters),
  payloadFormat: textOf(inputs.payloadFormatVersion) ?? "1.0",
  timeoutMs: Number(inputs.timeoutMilliseconds ?? TIMEOUT_MS),
  responses: parts
    .filter(({ kind, inputs: own }) => kind === "integrationResponse" && own.integrationId === id)
    .map(({ inputs: own }) => ({
      key: textOf(own.integrationResponseKey) ?? "",
      templates: textMap(own.responseTemplates),
      templateSelection: textOf(own.templateSelectionExpression) ?? "",
    })),
  responseSelection: textOf(inputs.integrationResponseSelectionExpression) ?? "$integration.response.statuscode",
});

const readModels = (names: ReadonlyMap<string, string>, parts: readonly PartRecord[]): Map<string, BodyCheck> => {
  const schemaOf = (name: string): JsonObject | undefined => {
    const model = parts.find(({ kind, inputs }) => kind === "model" && inputs.name === name);
    const schema: unknown = model && JSON.parse(textOf(model.inputs.schema) ?? "{}");
    return isObject(schema) ? schema : undefined;
  };
  return new Map(
    [...names].flatMap(([key, name]) => {
      const schema = schemaOf(name);
      return schema ? [[key, compileModel(schema, schemaOf)] as const] : [];
    }),
  );
};
