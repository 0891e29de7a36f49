import type { Exchange } from "../exchange/exchange";
import { uriTooLong } from "../failures/failure";
import type { MethodPlan } from "../plan/method-plan";
import { authorizeByCognito } from "./cognito-authorizer";
import { authorizeByIam } from "./iam-authorizer";
import { authorizeByFunction } from "./lambda-authorizer";
import { anonymous, EXPLICITLY, refused, resourcePolicyVerdict } from "./resource-policy";

// fidelity: docs: api-gateway-lambda-authorizer-output: 414 for the longer ARN of an authorized method
const MAX_ARN_BYTES = 1600;

/** Lets the caller of the method in, by the resource policy and by the method's authorizer together. */
// fidelity: docs: apigateway-authorization-flow (how resource policies affect the authorization workflow)
export const authorize = async (exchange: Exchange, { authorization }: MethodPlan): Promise<void> => {
  if (authorization.type !== "NONE" && Buffer.byteLength(exchange.methodArn) > MAX_ARN_BYTES) throw uriTooLong();
  if (authorization.type === "AWS_IAM") {
    authorizeByIam(exchange);
    return;
  }
  if (authorization.type === "COGNITO_USER_POOLS") {
    authorizeByCognito(exchange, authorization.authorizer, authorization.scopes);
  }
  const policy = resourcePolicyVerdict(exchange, anonymous);
  if (policy?.denied) throw refused(exchange, "anonymous", EXPLICITLY);
  if (authorization.type === "CUSTOM") {
    // An allow of either is enough.
    await authorizeByFunction(exchange, authorization.authorizer, policy?.allowed === true);
  } else if (policy && !policy.allowed) throw refused(exchange, "anonymous");
};
