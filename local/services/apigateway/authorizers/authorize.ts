import type { Exchange } from "../path/exchange";
import type { MethodPlan } from "../plan/method-plan";
import { authorizeByCognito } from "./cognito-authorizer";
import { authorizeByIam } from "./iam-authorizer";
import { authorizeByFunction } from "./lambda-authorizer";
import { anonymous, refused, resourcePolicyVerdict } from "./resource-policy";

/** Lets the caller of the method in, by the resource policy and by the method's authorizer together. */
// fidelity: docs: apigateway-authorization-flow (how resource policies affect the authorization workflow)
export const authorize = async (exchange: Exchange, { authorization }: MethodPlan): Promise<void> => {
  if (authorization.type === "AWS_IAM") {
    authorizeByIam(exchange);
    return;
  }
  const policy = resourcePolicyVerdict(exchange, anonymous);
  if (policy?.denied) throw refused(exchange, "anonymous", true);
  switch (authorization.type) {
    case "CUSTOM":
      // An allow of either is enough.
      await authorizeByFunction(exchange, authorization.authorizer, policy?.allowed === true);
      return;
    case "COGNITO_USER_POOLS":
      authorizeByCognito(exchange, authorization.authorizer, authorization.scopes);
      break;
    default:
  }
  if (policy && !policy.allowed) throw refused(exchange, "anonymous", false);
};
