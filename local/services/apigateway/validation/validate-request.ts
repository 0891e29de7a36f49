import type { Exchange } from "../exchange/exchange";
import { invalidBody, missingParameters } from "../failures/failure";
import { mediaTypeOf } from "../http/media-types";
import type { MethodPlan, ParameterLocation } from "../plan/method-plan";
import { inHashMapOrder } from "./hash-map-order";

/** The request validator of the method: parameters first, then the body. */
export const validateRequest = (exchange: Exchange, method: MethodPlan): void => {
  if (method.validator?.validatesParameters) checkParameters(exchange, method);
  if (method.validator?.validatesBody) checkBody(exchange, method);
};

// fidelity: observed: conformance validators-missing-header-and-query: headers, then path, then query;
// those of one place as answers of many APIs list them: in the order of a hash map
const ORDER: readonly ParameterLocation[] = ["header", "path", "querystring"];

const checkParameters = (exchange: Exchange, method: MethodPlan): void => {
  const missing = ORDER.flatMap((location) => {
    const required = method.parameters.filter((parameter) => parameter.required && parameter.location === location);
    const names = required.map(({ name }) => name).filter((name) => !parameterValue(exchange, location, name));
    return inHashMapOrder(names);
  });
  if (missing.length > 0) throw missingParameters(missing);
};

// fidelity: docs: request validation: required parameters are included and not blank
const parameterValue = (exchange: Exchange, location: ParameterLocation, name: string): string | undefined => {
  if (location === "header") return exchange.headers.get(name)?.trim();
  const values = location === "path" ? exchange.pathParameters : exchange.query.single;
  return Object.hasOwn(values, name) ? values[name]?.trim() : undefined;
};

const checkBody = (exchange: Exchange, method: MethodPlan): void => {
  // fidelity: docs: api-gateway-method-request-validation: no content type counts as application/json
  const type = mediaTypeOf(exchange.headers.get("Content-Type") ?? "application/json");
  const model = method.models.get(type) ?? method.models.get("$default");
  if (!model) return;
  const verdict = model.check(exchange.bodyText);
  if (!verdict.valid) throw invalidBody(verdict.errors);
};
