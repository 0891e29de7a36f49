import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { APIGatewayProxyEvent, APIGatewayProxyResult, Context } from "aws-lambda";

/** An answer of a function behind API Gateway whose body may come bit by bit. */
export type StreamedResult = Omit<APIGatewayProxyResult, "body"> & {
  readonly body: string | AsyncIterable<string | Uint8Array>;
};

type StreamedHandler = (event: APIGatewayProxyEvent, context: Context) => Promise<StreamedResult>;

/** What Lambda hands to functions that stream. */
declare const awslambda:
  | undefined
  | {
      streamifyResponse(
        handler: (event: APIGatewayProxyEvent, stream: NodeJS.WritableStream, context: Context) => Promise<void>,
      ): unknown;
      HttpResponseStream: { from(stream: NodeJS.WritableStream, head: object): NodeJS.WritableStream };
    };

/**
 * A handler whose answer goes to the client while it comes, for routes with `responds: "streamed"`: no more than a piece of
 * it is in memory, and it may be larger than 6 MB. `rest` and `withCors` go around what is streamed, as around any other
 * handler; what they refuse is answered as a whole.
 *
 * Once the first bytes are out, the status is as well: a body that throws later breaks the connection off, so that no
 * client takes a part for all.
 *
 * @example
 * export const handler = streamed(rest(async () => ({ statusCode: 200, headers: CSV, body: rows() }), log));
 */
export const streamed = (handle: StreamedHandler): unknown => {
  if (typeof awslambda === "undefined")
    throw new Error("Only Lambda has answers that are streamed: awslambda is not there");
  return awslambda.streamifyResponse(async (event, stream, context) => {
    // A pool of connections would keep the answer from ending.
    context.callbackWaitsForEmptyEventLoop = false;
    const { body, isBase64Encoded, ...head } = await handle(event, context);
    const to = awslambda.HttpResponseStream.from(stream, head);
    // The head goes out before anything is written, and with an empty body too.
    to.write("");
    await pipeline(typeof body === "string" ? bytesOf(body, isBase64Encoded) : Readable.from(body), to);
  });
};

const bytesOf = (body: string, isBase64Encoded = false): Readable =>
  Readable.from(body === "" ? [] : [Buffer.from(body, isBase64Encoded ? "base64" : "utf8")]);
