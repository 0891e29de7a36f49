import { identityVerdict } from "../../../access/verdict";
import { accessRequest, anonymous, resourcePolicy, resourcePolicyVerdict } from "../authorizers/resource-policy";
import type { Exchange } from "../exchange/exchange";

const ACTION = "execute-api:InvalidateCache";

/** Whether a policy lets the caller renew what the cache holds. */
// fidelity: docs: api-gateway-caching: a policy of the caller; guess: the API's own and a Lambda authorizer's count too
export const mayInvalidate = (exchange: Exchange): boolean => {
  const request = { ...accessRequest(exchange), action: ACTION };
  if (exchange.principal) {
    const policy = resourcePolicy(exchange);
    const { decide } = exchange.environment.backends;
    return decide(exchange.principal, { ...request, ...(policy && { resourcePolicy: policy }) }).allowed;
  }
  const own = identityVerdict(anonymous, exchange.authorizerPolicies, request);
  const api = resourcePolicyVerdict(exchange, anonymous, ACTION);
  return (own.allowed || api?.allowed === true) && !own.denied && !api?.denied;
};
