import type { InvokeResult } from "../../lambda/invoker";
import type { Exchange } from "../path/exchange";
import { internalError } from "../path/failure";
import type { IntegrationPlan } from "../plan/integration-plan";
import { withDeadline } from "./deadline";
import { fillStageVariables } from "./uri";

/** Invokes a function as API Gateway does: as the service for the method's ARN, or as the role of the integration. */
export const callFunction = async (
  exchange: Exchange,
  integration: Pick<IntegrationPlan, "credentials" | "timeoutInMillis">,
  arn: string,
  event: string | Buffer,
): Promise<InvokeResult> => {
  const { backends, clock } = exchange.environment;
  const caller = callerOf(exchange, integration.credentials);
  const abort = new AbortController();
  const work = backends.functions.invoke(arn, event, { as: caller, signal: abort.signal });
  return withDeadline(clock, integration.timeoutInMillis, work, () => abort.abort());
};

const callerOf = (exchange: Exchange, credentials: string | undefined) => {
  if (!credentials) return { service: "apigateway.amazonaws.com", sourceArn: exchange.sourceArn };
  return { principal: rolePrincipal(exchange, credentials) };
};

/** The principal of an integration's role. */
export const rolePrincipal = (exchange: Exchange, credentials: string) => {
  const role = fillStageVariables(credentials, exchange.stageVariables);
  const principal = exchange.environment.backends.principal(role);
  if (principal) return principal;
  throw internalError(
    `Execution failed due to configuration error: API Gateway does not have permission to assume the provided role ${role}: ` +
      "the role is unknown or its trust policy does not name apigateway.amazonaws.com",
  );
};
