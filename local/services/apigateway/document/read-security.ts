import { isObject, type JsonObject, objectOf, textOf, textsOf } from "../../../languages/json/json-object";
import type { AuthorizerPlan } from "../plan/authorizer-plan";
import type { Authorization } from "../plan/method-plan";
import type { Findings } from "./import-error";
import type { Scheme } from "./read-authorizers";

export interface Security {
  readonly apiKeyRequired: boolean;
  readonly authorization: Authorization;
}

/** Who may call the method: its own `security`, else the document's. */
// fidelity: observed: conformance import-cognito-scopes (root used where the operation has none)
export const readSecurity = (
  document: JsonObject,
  operation: JsonObject,
  schemes: ReadonlyMap<string, Scheme>,
  findings: Findings,
): Security => {
  let apiKeyRequired = false;
  let authorization: Authorization = { type: "NONE" };
  const requirements = Array.isArray(operation.security) ? operation.security : document.security;
  for (const requirement of Array.isArray(requirements) ? requirements.filter(isObject) : []) {
    for (const [name, scopes] of Object.entries(requirement)) {
      const scheme = schemes.get(name);
      if (!scheme) {
        findings.notice(`the security scheme "${name}" is not used: it is not declared or no scheme of API Gateway`);
      } else if (scheme.kind === "apiKey") apiKeyRequired = true;
      else if (scheme.kind === "iam") authorization = { type: "AWS_IAM" };
      else authorization = authorizedBy(scheme.authorizer, textsOf(scopes));
    }
  }
  // fidelity: docs: x-amazon-apigateway-auth
  const auth = textOf(objectOf(operation["x-amazon-apigateway-auth"]).type)?.toUpperCase();
  if (auth === "AWS_IAM" || auth === "NONE") authorization = { type: auth };
  return { apiKeyRequired, authorization };
};

const authorizedBy = (authorizer: AuthorizerPlan, scopes: readonly string[]): Authorization => ({
  type: authorizer.type === "COGNITO_USER_POOLS" ? "COGNITO_USER_POOLS" : "CUSTOM",
  authorizer,
  scopes,
});
