import assert from "node:assert/strict";
import type { APIGatewayProxyResult } from "aws-lambda";
import { Problem } from "../../components/runtime/problem";

/** The problem that a request is refused with. */
export const refusal = async (answer: Promise<unknown>): Promise<Problem> => {
  const outcome = await answer.catch((error: unknown) => error);
  assert.ok(outcome instanceof Problem, `no problem: ${JSON.stringify(outcome)}`);
  return outcome;
};

/** Status and body of an answer. */
export const told = ({ statusCode, body }: APIGatewayProxyResult) => [statusCode, JSON.parse(body)] as const;
