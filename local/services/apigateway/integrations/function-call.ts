import type { Principal } from "../../../access/access";
import { ServiceError } from "../../../wire/service-error";
import type { InvokeOptions, InvokeResult } from "../../lambda/invoker";
import type { Exchange } from "../exchange/exchange";
import { internalError } from "../failures/failure";
import type { IntegrationPlan } from "../plan/integration-plan";
import { withDeadline } from "./deadline";
import { fillStageVariables } from "./uri";

/** Invokes a function as API Gateway does: as the service for the method's ARN, or as the role of the integration. */
export const callFunction = async (
  exchange: Exchange,
  integration: Pick<IntegrationPlan, "credentials" | "timeoutInMillis">,
  arn: string,
  event: string | Buffer,
  { asynchronous = false, take }: Pick<InvokeOptions, "asynchronous" | "take"> = {},
): Promise<InvokeResult> => {
  const { backends, clock } = exchange.environment;
  const options = { as: callerOf(exchange, integration.credentials), asynchronous, trace: exchange.ids.traceId, take };
  const call = backends.functions.invoke(arn, event, options).catch((error) => {
    throw integration.credentials ? error : unpermitted(error);
  });
  return withDeadline(clock, integration.timeoutInMillis, call);
};

/** Without a role only a function's own policy lets the gateway in, and what is not there has none. */
// fidelity: observed: serverless-application-model issue 634: 500, invalid permissions, for a function that is gone
const unpermitted = (error: unknown): unknown =>
  error instanceof ServiceError && error.code === "ResourceNotFoundException"
    ? new ServiceError("AccessDeniedException", error.message, 403)
    : error;

const callerOf = (exchange: Exchange, credentials: string | undefined) => {
  if (!credentials) return { service: "apigateway.amazonaws.com", sourceArn: exchange.sourceArn };
  return { principal: rolePrincipal(exchange, credentials) };
};

/** The principal of an integration's role, or the caller where the integration passes its identity on. */
// fidelity: docs: PutIntegration, credentials: arn:aws:iam::*:user/*
export const rolePrincipal = (
  exchange: Pick<Exchange, "principal" | "stageVariables"> & {
    readonly environment: Pick<Exchange["environment"], "backends">;
  },
  credentials: string,
): Principal => {
  const role = fillStageVariables(credentials, exchange.stageVariables);
  if (/^arn:[^:]+:iam::\*:user\/\*$/.test(role)) {
    if (exchange.principal) return exchange.principal;
    throw internalError(
      "Execution failed due to configuration error: the integration needs the caller's credentials; only a method " +
        "with AWS_IAM authorization has them",
    );
  }
  const principal = exchange.environment.backends.principal(role);
  if (principal) return principal;
  throw internalError(
    `Execution failed due to configuration error: API Gateway does not have permission to assume the provided role ${role}: ` +
      "the role is unknown or its trust policy does not name apigateway.amazonaws.com",
  );
};
