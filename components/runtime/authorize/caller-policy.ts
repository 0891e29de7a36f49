import type { APIGatewayAuthorizerResult } from "aws-lambda";
import type { TokenSettings } from "../../contracts/tokens";
import type { CallerContext } from "./caller-context";

/**
 * What the gateway keeps of a caller: it looks at the policy again for each route, so it has to speak of all of them, and
 * not of the one that was called.
 *
 * @param methodArn `arn:aws:execute-api:eu-west-1:1234:abc123/api/GET/shows`
 */
export const callerPolicy = (
  methodArn: string,
  context: CallerContext,
  { opens }: Pick<TokenSettings, "opens">,
): APIGatewayAuthorizerResult => {
  const [stage] = /^arn:[^/]+\/[^/]+/.exec(methodArn) ?? [];
  if (stage === undefined) throw new Error(`no ARN of a method: ${methodArn}`);
  const opened = opens === undefined ? ["*"] : openedTo(context, opens);
  const [Effect, routes] = opened.length > 0 ? (["Allow", opened] as const) : (["Deny", ["*"]] as const);
  return {
    principalId: context.sub,
    policyDocument: {
      Version: "2012-10-17",
      Statement: [{ Action: "execute-api:Invoke", Effect, Resource: routes.map((route) => `${stage}/${route}`) }],
    },
    context,
  };
};

const openedTo = (
  { scope, roles }: CallerContext,
  { everyone, ...by }: NonNullable<TokenSettings["opens"]>,
): string[] => {
  const of = (opened: Readonly<Record<string, readonly string[]>>, held: readonly string[]) =>
    Object.entries(opened).flatMap(([key, routes]) => (held.includes(key) ? routes : []));
  return [...new Set([...everyone, ...of(by.scopes, scope.split(" ")), ...of(by.roles, roles.split(","))])];
};
