import type { Exchange } from "../exchange/exchange";
import type { IntegrationPlan } from "../plan/integration-plan";
import { withDeadline } from "./deadline";
import { sendHttp } from "./http-client";
import type { IntegrationAnswer, IntegrationRequest } from "./integration-request";

/** `http`, and the way of `http_proxy`: sends the request to an HTTP endpoint within the integration's timeout. */
export const invokeHttp = (
  exchange: Exchange,
  integration: IntegrationPlan,
  request: IntegrationRequest,
): Promise<IntegrationAnswer> => {
  const abort = new AbortController();
  const work = sendHttp(request, integration.insecureSkipVerification, abort.signal);
  return withDeadline(exchange.environment.clock, integration.timeoutInMillis, work, () => abort.abort());
};
