import assert from "node:assert/strict";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { Problem } from "../../components/runtime/problem";
import { rest } from "../../components/runtime/rest";

/** The problem that a request is refused with. */
export const refusal = async (answer: Promise<unknown>): Promise<Problem> => {
  const outcome = await answer.catch((error: unknown) => error);
  assert.ok(outcome instanceof Problem, `no problem: ${JSON.stringify(outcome)}`);
  return outcome;
};

/** Status and body of an answer. */
export const told = ({ statusCode, body }: APIGatewayProxyResult) => [statusCode, JSON.parse(body)] as const;

/** What the client gets of it, problems too. */
export const answerTo = (work: () => Promise<APIGatewayProxyResult>): Promise<APIGatewayProxyResult> =>
  rest(work, { warn() {} })({ requestContext: { requestId: "r-1" } } as APIGatewayProxyEvent, {} as Context);
