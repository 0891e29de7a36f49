import type { APIGatewayProxyHandler } from "aws-lambda";
import { json } from "serverless-tiers/runtime/rest";

export const handler: APIGatewayProxyHandler = async ({ pathParameters }) =>
  json(200, { greeting: `${process.env["GREETING"]} ${pathParameters?.["name"]}` });
