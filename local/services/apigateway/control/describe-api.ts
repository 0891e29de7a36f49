import type { ApiPlan } from "../plan/api-plan";
import type { AuthorizerPlan } from "../plan/authorizer-plan";
import {
  DEFAULT_TEMPLATE,
  GATEWAY_RESPONSE_STATUS,
  type GatewayResponseType,
  gatewayResponse,
} from "../plan/gateway-responses";
import type { IntegrationPlan, IntegrationResponsePlan } from "../plan/integration-plan";
import type { MethodPlan, MethodResponsePlan } from "../plan/method-plan";

/** What the management API would show of an imported API. */
export const describeApi = (plan: ApiPlan) => ({
  api: {
    name: plan.name,
    version: plan.version,
    ...(plan.description === undefined ? {} : { description: plan.description }),
    apiKeySource: plan.apiKeySource,
    disableExecuteApiEndpoint: plan.disableExecuteApiEndpoint,
    // fidelity: docs: RestApi: dualstack alone for private APIs, else ipv4 unless it is set
    endpointConfiguration: {
      ipAddressType: plan.endpointType === "PRIVATE" ? "dualstack" : "ipv4",
      types: [plan.endpointType],
      // fidelity: docs: apigateway-private-apis: shown where some are associated
      ...(plan.vpcEndpointIds.length > 0 && { vpcEndpointIds: plan.vpcEndpointIds }),
    },
    ...(plan.binaryMediaTypes.length > 0 && { binaryMediaTypes: plan.binaryMediaTypes }),
    ...(plan.minimumCompressionSize !== undefined && { minimumCompressionSize: plan.minimumCompressionSize }),
  },
  resources: [...plan.resources.keys()],
  methods: Object.fromEntries(
    plan.methods.map((method) => [`${method.httpMethod} ${method.resourcePath}`, describeMethod(method)]),
  ),
  authorizers: [...plan.authorizers.values()].map(describeAuthorizer),
  gatewayResponses: Object.fromEntries(
    Object.keys(GATEWAY_RESPONSE_STATUS).map((type) => [type, describeResponse(type as GatewayResponseType, plan)]),
  ),
  models: [...plan.models].map(([name, schema]) => ({ name, contentType: "application/json", schema })),
  requestValidators: [...plan.requestValidators.values()].map((validator) => ({
    name: validator.name,
    validateRequestBody: validator.validatesBody,
    validateRequestParameters: validator.validatesParameters,
  })),
  warnings: plan.warnings,
});

const describeMethod = (method: MethodPlan) => ({
  httpMethod: method.httpMethod,
  apiKeyRequired: method.apiKeyRequired,
  authorizationType: method.authorization.type,
  ...("scopes" in method.authorization &&
    method.authorization.scopes.length > 0 && { authorizationScopes: method.authorization.scopes }),
  ...(method.operationName && { operationName: method.operationName }),
  ...(method.parameters.length > 0 && {
    requestParameters: Object.fromEntries(
      method.parameters.map(({ location, name, required }) => [`method.request.${location}.${name}`, required]),
    ),
  }),
  ...texts("requestModels", new Map([...method.models].map(([contentType, { name }]) => [contentType, name]))),
  ...(method.validator && { requestValidatorId: method.validator.name }),
  ...(method.responses.size > 0 && {
    methodResponses: Object.fromEntries(
      [...method.responses].map(([statusCode, response]) => [statusCode, describeMethodResponse(statusCode, response)]),
    ),
  }),
  ...(method.integration && { methodIntegration: describeIntegration(method.integration, method.resourceId) }),
});

const describeMethodResponse = (statusCode: string, { headers, models }: MethodResponsePlan) => ({
  statusCode,
  ...texts("responseModels", models),
  ...(headers.length > 0 && {
    responseParameters: Object.fromEntries(headers.map((name) => [`method.response.header.${name}`, false])),
  }),
});

const describeIntegration = (integration: IntegrationPlan, resourceId: string) => ({
  type: integration.type,
  ...(integration.httpMethod && { httpMethod: integration.httpMethod }),
  ...(integration.uri && { uri: integration.uri }),
  ...(integration.credentials && { credentials: integration.credentials }),
  // fidelity: observed: every recorded integration: with HTTP alone
  ...(integration.type.startsWith("HTTP") && { connectionType: integration.connectionType }),
  ...(integration.connectionId && { connectionId: integration.connectionId }),
  ...(integration.insecureSkipVerification && { tlsConfig: { insecureSkipVerification: true } }),
  ...(integration.contentHandling && { contentHandling: integration.contentHandling }),
  passthroughBehavior: integration.passthroughBehavior,
  timeoutInMillis: integration.timeoutInMillis,
  // fidelity: guess: said where it is not the default alone
  ...(integration.streams && { responseTransferMode: "STREAM" }),
  cacheNamespace: integration.cacheNamespace ?? resourceId,
  cacheKeyParameters: integration.cacheKeyParameters,
  ...texts("requestParameters", integration.requestParameters),
  ...texts("requestTemplates", integration.requestTemplates),
  ...(integration.responses.length > 0 && {
    integrationResponses: Object.fromEntries(
      integration.responses.map((response) => [String(response.statusCode), describeIntegrationResponse(response)]),
    ),
  }),
});

const describeIntegrationResponse = (response: IntegrationResponsePlan) => ({
  statusCode: String(response.statusCode),
  ...(response.selectionPattern !== undefined && { selectionPattern: response.selectionPattern }),
  ...(response.contentHandling && { contentHandling: response.contentHandling }),
  ...texts("responseParameters", response.responseParameters),
  ...texts("responseTemplates", response.responseTemplates),
});

const texts = (name: string, map: ReadonlyMap<string, string>) =>
  map.size > 0 ? { [name]: Object.fromEntries(map) } : {};

const describeAuthorizer = (authorizer: AuthorizerPlan) => ({
  name: authorizer.name,
  type: authorizer.type,
  authType: authorizer.authType ?? (authorizer.type === "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom"),
  ...(authorizer.uri && { authorizerUri: authorizer.uri }),
  ...(authorizer.credentials && { authorizerCredentials: authorizer.credentials }),
  ...(authorizer.identitySources.length > 0 && { identitySource: authorizer.identitySources.join(", ") }),
  ...(authorizer.identityValidationExpression && {
    identityValidationExpression: authorizer.identityValidationExpression,
  }),
  ...(authorizer.providerArns.length > 0 && { providerARNs: authorizer.providerArns }),
  // fidelity: observed: localstack test_import_swagger_api: shown where the document says it
  ...(authorizer.ttlDeclared && { authorizerResultTtlInSeconds: authorizer.ttl }),
});

const describeResponse = (type: GatewayResponseType, plan: ApiPlan) => {
  const own = plan.gatewayResponses.get(type);
  const standard = GATEWAY_RESPONSE_STATUS[type];
  const inForce = standard === undefined ? own : gatewayResponse(type, standard, plan.gatewayResponses);
  const statusCode = inForce?.statusCode ?? standard;
  return {
    ...(statusCode === undefined ? {} : { statusCode: String(statusCode) }),
    responseParameters: Object.fromEntries(inForce?.responseParameters ?? []),
    responseTemplates:
      inForce && inForce.responseTemplates.size > 0
        ? Object.fromEntries(inForce.responseTemplates)
        : { "application/json": DEFAULT_TEMPLATE },
    defaultResponse: own === undefined,
  };
};
