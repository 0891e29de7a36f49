import { type JsonObject, objectOf } from "../../../languages/json/json-object";
import type { RequestValidatorPlan } from "../plan/method-plan";

// fidelity: docs: x-amazon-apigateway-request-validators
export const readValidators = (document: JsonObject): ReadonlyMap<string, RequestValidatorPlan> =>
  new Map(
    Object.entries(objectOf(document["x-amazon-apigateway-request-validators"])).map(([name, value]) => {
      const { validateRequestBody, validateRequestParameters } = objectOf(value);
      return [
        name,
        { name, validatesBody: validateRequestBody === true, validatesParameters: validateRequestParameters === true },
      ];
    }),
  );
