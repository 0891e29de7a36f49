import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { CREDENTIALS_VARIABLE, type CrossOrigin, ORIGIN_VARIABLE } from "../contracts/cors";
import { headerOf } from "./header-of";
import type { StreamedResult } from "./streamed";

export type { CrossOrigin } from "../contracts/cors";

type ProxyHandler<Answer> = (event: APIGatewayProxyEvent, context: Context) => Promise<Answer>;

/**
 * A handler behind API Gateway whose answers pages of these origins may read. The gateway adds nothing to the answer of
 * a function; it answers the preflight, and for a function that fails, by the `cors` of the `RestApi`.
 *
 * @example
 * export const handler = withCors(CORS, async () => json(200, { shows: [] }));
 */
export const withCors =
  <Answer extends StreamedResult = APIGatewayProxyResult>(
    cors: CrossOrigin,
    handler: ProxyHandler<Answer>,
  ): ProxyHandler<Answer> =>
  async (event, context) => {
    const answer = await handler(event, context);
    return { ...answer, headers: { ...answer.headers, ...corsHeaders(cors, event, answer) } };
  };

const corsHeaders = (
  { origins, credentials = false }: CrossOrigin,
  event: APIGatewayProxyEvent,
  { headers = {} }: Pick<APIGatewayProxyResult, "headers">,
): Readonly<Record<string, string>> => {
  if (origins === "*") return { "Access-Control-Allow-Origin": "*" };
  const origin = headerOf(event.headers, "origin")?.[1];
  const [name = "Vary", varied] = headerOf(headers, "vary") ?? [];
  return {
    // A cache must not hand the answer for one origin to another.
    [name]: varied === undefined || varied === "Origin" ? "Origin" : `${varied}, Origin`,
    ...(typeof origin === "string" && origins.includes(origin) && { "Access-Control-Allow-Origin": origin }),
    ...(credentials && { "Access-Control-Allow-Credentials": "true" }),
  };
};

/** The answer, which the pages may read that the `cors` of the API names. `rest` does it. */
export const readableByPages = <Answer extends StreamedResult>(event: APIGatewayProxyEvent, answer: Answer): Answer => {
  const variables = Object.entries(event.stageVariables ?? {});
  const origins = variables.flatMap(([name, value]) => (name.startsWith(ORIGIN_VARIABLE) ? [value ?? ""] : []));
  if (origins.length === 0) return answer;
  const credentials = event.stageVariables?.[CREDENTIALS_VARIABLE] === "true";
  return { ...answer, headers: { ...answer.headers, ...corsHeaders({ origins, credentials }, event, answer) } };
};
