import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";
import { checkCaller } from "./caller";
import { readableByPages } from "./cors";
import type { Log } from "./log";
import { Problem, problem } from "./problem";
import type { StreamedResult } from "./streamed";
import { DatabaseUnavailableError, isUnavailable } from "./unavailable";

/** A JSON answer of a function behind API Gateway. */
export const json = (
  statusCode: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): APIGatewayProxyResult => ({
  statusCode,
  headers: { "Content-Type": "application/json", ...headers },
  body: JSON.stringify(body),
});

/** An answer without a body: 204. */
export const noContent = (): APIGatewayProxyResult => ({ statusCode: 204, body: "" });

type Handle<Answer> = (event: APIGatewayProxyEvent, context: Context) => Promise<Answer>;

/**
 * A handler behind API Gateway, which the callers of the route's `auth` alone reach. A `Problem` that is thrown in it
 * becomes the answer; where a service of AWS is throttled or fails, or a database is away, the client is told to come
 * back (503 with `Retry-After`). The pages that the `cors` of the API names may read all of that. Anything else is a defect and thrown on, so that Lambda counts it and an alarm sees
 * it: the client gets 502 from the gateway, and nothing of the error.
 *
 * @example
 * export const handler = rest(async (event) => json(201, await book(bodyOf(event, Booking))), log);
 */
export const rest =
  <Answer extends StreamedResult = APIGatewayProxyResult>(
    handle: Handle<Answer>,
    log: Pick<Log, "warn">,
  ): Handle<Answer | APIGatewayProxyResult> =>
  async (event, context) => {
    const answer = async () => {
      try {
        checkCaller(event);
        return await handle(event, context);
      } catch (error) {
        if (error instanceof Problem) return problem(error);
        if (!isUnavailable(error)) throw error;
        log.warn("service unavailable", { requestId: event.requestContext.requestId, reason: String(error) });
        return problem(error instanceof DatabaseUnavailableError ? AWAY : BUSY);
      }
    };
    return readableByPages(event, await answer());
  };

const later = (detail: string, seconds: number) =>
  new Problem(503, detail, { headers: { "Retry-After": String(seconds) } });

const BUSY = later("Too busy right now. Try again in a moment.", 1);
/** As long as a paused cluster of Aurora takes to resume. */
const AWAY = later("The database is away. It may be starting: try again.", 15);
