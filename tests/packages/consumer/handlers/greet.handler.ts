import type { APIGatewayProxyHandler } from "aws-lambda";
import { json } from "serverless-tiers/runtime/rest";

const { GREETING } = process.env;

export const handler: APIGatewayProxyHandler = async ({ pathParameters }) => {
  const { name = "you" }: Record<string, string | undefined> = pathParameters ?? {};
  return json(200, { greeting: `${GREETING} ${name}` });
};
