import type { Exchange } from "../exchange/exchange";
import { requestFields } from "../integrations/lambda-event";
import { sourceValue } from "../mapping/mapping-sources";
import type { AuthorizerPlan } from "../plan/authorizer-plan";

/** The values of the identity sources; `undefined` when the function must not be asked. */
// fidelity: observed: conformance authorizers-token-missing, authorizers-request-*; docs: API reference, Authorizer,
// identitySource: what is listed is validated, cached or not
export const identityValues = (exchange: Exchange, authorizer: AuthorizerPlan): string[] | undefined => {
  const values = authorizer.identitySources.map((source) => sourceValue(source, exchange) ?? "");
  if (values.includes("")) return undefined;
  const expression = authorizer.type === "TOKEN" ? authorizer.validates : undefined;
  return expression && !expression.test(values[0] ?? "") ? undefined : values;
};

// fidelity: observed: conformance authorizers-token-event, authorizers-request-event
export const authorizerEvent = (exchange: Exchange, authorizer: AuthorizerPlan): Record<string, unknown> => {
  const methodArn = exchange.methodArn;
  if (authorizer.type === "TOKEN") {
    const [source = ""] = authorizer.identitySources;
    return { type: "TOKEN", methodArn, authorizationToken: sourceValue(source, exchange) };
  }
  // Unlike a proxy function's, empty maps are objects here.
  const fields = Object.entries(requestFields(exchange)).map(([key, value]) => [key, value ?? {}]);
  return { type: "REQUEST", methodArn, ...Object.fromEntries(fields) };
};
