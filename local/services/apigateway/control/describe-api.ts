import type { ApiPlan } from "../plan/api-plan";
import type { AuthorizerPlan } from "../plan/authorizer-plan";
import {
  DEFAULT_TEMPLATE,
  GATEWAY_RESPONSE_STATUS,
  type GatewayResponseType,
  gatewayResponse,
} from "../plan/gateway-responses";
import type { IntegrationPlan } from "../plan/integration-plan";
import type { MethodPlan } from "../plan/method-plan";

/** What the management API would show of an imported API. */
export const describeApi = (plan: ApiPlan) => ({
  api: {
    name: plan.name,
    version: plan.version,
    ...(plan.description === undefined ? {} : { description: plan.description }),
    apiKeySource: plan.apiKeySource,
    disableExecuteApiEndpoint: plan.disableExecuteApiEndpoint,
    endpointConfiguration: { types: [plan.endpointType] },
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
  methodResponses: Object.fromEntries(
    [...method.responses].map(([statusCode, headers]) => [
      statusCode,
      {
        statusCode,
        ...(headers.length > 0 && {
          responseParameters: Object.fromEntries(headers.map((name) => [`method.response.header.${name}`, false])),
        }),
      },
    ]),
  ),
  ...(method.integration && { methodIntegration: describeIntegration(method.integration, method.resourceId) }),
});

const describeIntegration = (integration: IntegrationPlan, resourceId: string) => ({
  type: integration.type,
  ...(integration.httpMethod && { httpMethod: integration.httpMethod }),
  ...(integration.uri && { uri: integration.uri }),
  ...(integration.credentials && { credentials: integration.credentials }),
  ...(integration.type !== "MOCK" && { connectionType: integration.connectionType }),
  ...(integration.contentHandling && { contentHandling: integration.contentHandling }),
  passthroughBehavior: integration.passthroughBehavior,
  timeoutInMillis: integration.timeoutInMillis,
  cacheNamespace: integration.cacheNamespace ?? resourceId,
  cacheKeyParameters: integration.cacheKeyParameters,
  ...texts("requestParameters", integration.requestParameters),
  ...texts("requestTemplates", integration.requestTemplates),
  integrationResponses: Object.fromEntries(
    integration.responses.map((response) => [
      String(response.statusCode),
      {
        statusCode: String(response.statusCode),
        ...(response.selectionPattern !== undefined && { selectionPattern: response.selectionPattern }),
        ...(response.contentHandling && { contentHandling: response.contentHandling }),
        ...texts("responseParameters", response.responseParameters),
        ...texts("responseTemplates", response.responseTemplates),
      },
    ]),
  ),
});

const texts = (name: string, map: ReadonlyMap<string, string>) =>
  map.size > 0 ? { [name]: Object.fromEntries(map) } : {};

const describeAuthorizer = (authorizer: AuthorizerPlan) => ({
  name: authorizer.name,
  type: authorizer.type,
  authType: authorizer.type === "COGNITO_USER_POOLS" ? "cognito_user_pools" : "custom",
  ...(authorizer.uri && { authorizerUri: authorizer.uri }),
  ...(authorizer.identitySources.length > 0 && { identitySource: authorizer.identitySources.join(", ") }),
  ...(authorizer.identityValidationExpression && {
    identityValidationExpression: authorizer.identityValidationExpression,
  }),
  ...(authorizer.providerArns.length > 0 && { providerARNs: authorizer.providerArns }),
  ...(authorizer.type !== "COGNITO_USER_POOLS" && { authorizerResultTtlInSeconds: authorizer.ttl }),
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
