import type { Exchange } from "../exchange/exchange";
import { forbidden } from "../http/forbidden";
import { hostOf } from "../http/host";
import type { GatewayAnswer } from "../http/message";

/**
 * Lets a request in unless the API has no default endpoint, or is private and the host names none of its interface
 * endpoints: as on AWS's own network, by the API's name with the endpoint, or by the endpoint's own name with the API
 * in a header. Whether a request for the plain name of the API, or for this machine, came through an endpoint cannot
 * be told here: it is refused, and the log says so.
 */
// fidelity: docs: apigateway-private-api-test-invoke-url
export const enter = (exchange: Exchange): GatewayAnswer | undefined => {
  const { environment, plan, request } = exchange;
  if (plan.disableExecuteApiEndpoint && exchange.domainPath === undefined) return disabled(exchange);
  if (plan.endpointType !== "PRIVATE") return undefined;
  const host = hostOf(request.headers);
  const vpceId = endpointIn(host, exchange);
  if (vpceId === undefined) {
    const { id, region } = environment.api;
    environment.executionLog(
      `${request.method} ${exchange.context.path}: refused: the API is private and the host ${host} names none of its ` +
        `VPC endpoints; send the host ${id}-<vpc endpoint id>.execute-api.${region}.amazonaws.com`,
    );
    return forbidden(environment.clock.now());
  }
  const vpcId = environment.vpcOf?.(vpceId);
  // fidelity: docs: $context variables: identity.vpcId, identity.vpceId
  Object.assign(exchange.context.identity as object, { vpceId, ...(vpcId && { vpcId }) });
  return undefined;
};

// fidelity: docs: rest-api-disable-default-endpoint
const disabled = ({ environment, request, context }: Exchange): GatewayAnswer => {
  environment.executionLog(
    `${request.method} ${context.path}: refused: disableExecuteApiEndpoint leaves the API to its custom domains`,
  );
  return forbidden(environment.clock.now());
};

const endpointIn = (host: string, exchange: Exchange): string | undefined => {
  const { id } = exchange.environment.api;
  const alias = /^([a-z0-9]+)-(vpce-[0-9a-f]+)\.execute-api\.[a-z0-9-]+\.amazonaws\.com$/.exec(host);
  // fidelity: docs: the alias exists for the endpoints that the API names
  if (alias) return alias[1] === id && exchange.plan.vpcEndpointIds.includes(alias[2] ?? "") ? alias[2] : undefined;
  const own = /^(vpce-[0-9a-f]+)-[a-z0-9-]+\.execute-api\.[a-z0-9-]+\.vpce\.amazonaws\.com$/.exec(host);
  return own && exchange.headers.get("x-apigw-api-id") === id ? own[1] : undefined;
};
