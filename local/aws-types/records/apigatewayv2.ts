import { type AwsType, type AwsTypes, input, LOWER, type Subject, text } from "../aws-type";
import { oneLine } from "../name-rule";
import { between, like, oneOf } from "../rule";

const digits =
  (length: number) =>
  ({ digits }: Subject): string =>
    digits(length, LOWER);

const gatewayArn =
  (path: (subject: Subject, id: string) => string) =>
  (subject: Subject, id: string): string =>
    `apigateway:${subject.region}::/${path(subject, id)}`;

/** A part of an API, named in imports by both ids. */
const part = (more: Partial<AwsType> = {}): AwsType => ({
  id: digits(7),
  importedAs: "{apiId}/{id}",
  replaceOn: ["apiId"],
  ...more,
});

// fidelity: docs: Amazon API Gateway V2 API reference, CreateApi, CreateRoute, CreateIntegration, CreateStage
export const APIGATEWAYV2: AwsTypes = {
  "aws:apigatewayv2/api:Api": {
    name: { ...oneLine(128), changeable: true },
    id: digits(10),
    arn: gatewayArn((_, id) => `apis/${id}`),
    outputs: ({ inputs, region, account }, id) => ({
      apiEndpoint: `${inputs.protocolType === "WEBSOCKET" ? "wss" : "https"}://${id}.execute-api.${region}.amazonaws.com`,
      executionArn: `arn:aws:execute-api:${region}:${account}:${id}`,
    }),
    limits: { protocolType: oneOf("HTTP", "WEBSOCKET") },
    defaults: {
      apiKeySelectionExpression: "$request.header.x-api-key",
      routeSelectionExpression: "$request.method $request.path",
    },
    replaceOn: ["protocolType"],
  },
  "aws:apigatewayv2/route:Route": part({
    limits: { authorizationType: oneOf("NONE", "AWS_IAM", "CUSTOM", "JWT") },
    defaults: { authorizationType: "NONE" },
  }),
  "aws:apigatewayv2/integration:Integration": part({
    outputs: ({ inputs }) => ({
      integrationResponseSelectionExpression:
        inputs.integrationType === "AWS" ? "$integration.response.statuscode" : "",
    }),
    limits: {
      integrationType: oneOf("AWS", "AWS_PROXY", "HTTP", "HTTP_PROXY", "MOCK"),
      timeoutMilliseconds: between(50, 30_000),
    },
    defaults: { connectionType: "INTERNET", passthroughBehavior: "WHEN_NO_MATCH", payloadFormatVersion: "1.0" },
    replaceOn: ["apiId", "integrationSubtype", "integrationType"],
  }),
  "aws:apigatewayv2/authorizer:Authorizer": part({
    name: { ...oneLine(128), changeable: true },
    limits: { authorizerType: oneOf("JWT", "REQUEST") },
  }),
  "aws:apigatewayv2/model:Model": part({
    name: { property: "name", max: 128, pattern: /^[A-Za-z0-9]+$/, allowed: "letters and digits", changeable: true },
  }),
  "aws:apigatewayv2/routeResponse:RouteResponse": part({
    importedAs: "{apiId}/{routeId}/{id}",
    replaceOn: ["apiId", "routeId"],
  }),
  "aws:apigatewayv2/integrationResponse:IntegrationResponse": part({
    importedAs: "{apiId}/{integrationId}/{id}",
    replaceOn: ["apiId", "integrationId"],
  }),
  "aws:apigatewayv2/deployment:Deployment": {
    id: digits(6),
    outputs: () => ({ autoDeployed: false }),
    importedAs: "{apiId}/{id}",
    replaceOn: ["apiId", "triggers"],
  },
  "aws:apigatewayv2/stage:Stage": {
    name: {
      property: "name",
      max: 128,
      pattern: /^(\$default|[A-Za-z0-9_-]+)$/,
      allowed: "$default, or letters, digits, hyphens and underscores",
    },
    arn: gatewayArn(({ name, inputs }) => `apis/${text(inputs.apiId)}/stages/${name}`),
    outputs: ({ name, inputs, region, account }) => ({
      executionArn: `arn:aws:execute-api:${region}:${account}:${text(inputs.apiId)}/${name}`,
      // HTTP APIs alone have this stage; the others' protocol is the API's affair.
      invokeUrl:
        name === "$default"
          ? `https://${text(inputs.apiId)}.execute-api.${region}.amazonaws.com/`
          : `wss://${text(inputs.apiId)}.execute-api.${region}.amazonaws.com/${name}`,
    }),
    importedAs: "{apiId}/{name}",
    replaceOn: ["apiId"],
  },
  "aws:apigatewayv2/apiMapping:ApiMapping": {
    id: digits(6),
    importedAs: "{id}/{domainName}",
    replaceOn: ["domainName"],
  },
  "aws:apigatewayv2/domainName:DomainName": {
    id: input("domainName"),
    arn: gatewayArn(({ inputs }) => `domainnames/${text(inputs.domainName)}`),
    outputs: () => ({ apiMappingSelectionExpression: "$request.basepath" }),
    limits: {
      domainName: like(
        /^(?=.{1,253}$)(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i,
        'the name of a domain, with a wildcard as its first label only, "*.example.com"',
      ),
    },
    replaceOn: ["domainName"],
  },
};
