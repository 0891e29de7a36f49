import type { Authorizer } from "../../core/authorizer";
import { lambdaAuthorizer } from "../../logic/function/authorizer";
import type { LambdaFunction } from "../../logic/function/lambda-function";
import type { TokenAuthorizerPlan } from "./plan";

/** What is no token of three parts is refused by the gateway, and the function is not asked. */
const BEARER = "^[Bb][Ee][Aa][Rr][Ee][Rr] +[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+$";

/** @param guard Absent while the authorizer is planned only: whoever makes the API names the one that is made in its place. */
export const tokenAuthorizer = (
  { name, cache, roles, skew, opens, function: planned }: TokenAuthorizerPlan,
  guard?: LambdaFunction,
): Authorizer => {
  const { uncached, ...made } = lambdaAuthorizer(guard ?? planned, {
    name,
    cache,
    validationExpression: BEARER,
    callers: { roles, skew },
  });
  const opening = opens && { opens };
  return { ...made, ...opening, ...(uncached && { uncached: { ...uncached, ...opening } }) };
};
