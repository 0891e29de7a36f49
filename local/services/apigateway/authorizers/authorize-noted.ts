import type { Exchange } from "../exchange/exchange";
import type { Phase } from "../exchange/phases";
import { Failure } from "../failures/failure";
import { GATEWAY_RESPONSE_STATUS } from "../plan/gateway-responses";
import type { Authorization, MethodPlan } from "../plan/method-plan";
import { authorize } from "./authorize";

/** Authorizes, and notes for the access log how that went. */
export const authorizeNoted = (exchange: Exchange, method: MethodPlan): Promise<void> => {
  const open = method.authorization.type === "NONE" && !exchange.plan.policy;
  return exchange.stage.accessLog && !open ? noted(exchange, method) : authorize(exchange, method);
};

const noted = async (exchange: Exchange, method: MethodPlan): Promise<void> => {
  const { type } = method.authorization;
  const { clock } = exchange.environment;
  const startedAt = clock.now();
  try {
    await authorize(exchange, method);
    note(exchange, type, clock.now() - startedAt);
  } catch (error) {
    if (error instanceof Failure) note(exchange, type, clock.now() - startedAt, error);
    throw error;
  }
};

// fidelity: docs: $context.authenticate.*, $context.authorize.*, $context.authorizer.*; guess: which failure is whose
const note = ({ phases, context }: Exchange, type: Authorization["type"], latency: number, failure?: Failure): void => {
  const well: Phase = { status: 200, latency };
  const ill: Phase = failure ? { status: statusOf(failure), latency, error: failure.text ?? undefined } : well;
  // A policy refuses callers who are known; every other failure leaves open who they are.
  const known = !failure || failure.type === "ACCESS_DENIED";
  if (known) phases.authorize = ill;
  const identified = known ? well : ill;
  if (type === "AWS_IAM") phases.authenticate = identified;
  if (type === "COGNITO_USER_POOLS") phases.authorizer = identified;
  if (type === "CUSTOM")
    phases.authorizer = { ...identified, ...(context.authorizer ? { integrationStatus: 200 } : {}) };
};

const statusOf = ({ details, type }: Failure): number => details.status ?? GATEWAY_RESPONSE_STATUS[type] ?? 500;
