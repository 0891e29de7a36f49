import { randomBytes } from "node:crypto";
import { createSocket, type Socket } from "node:dgram";

/** What the calls of any client of the AWS SDK go through. */
interface Client {
  readonly config: { readonly serviceId?: string; readonly logger?: object; cacheMiddleware?: boolean };
  readonly middlewareStack: {
    add(
      middleware: Middleware,
      options: { readonly step: "initialize"; readonly name: string; readonly override: true },
    ): void;
    remove(name: string): boolean;
  };
}

interface Called {
  readonly output: { readonly $metadata?: Metadata };
}

interface Metadata {
  readonly requestId?: string;
  readonly httpStatusCode?: number;
  readonly attempts?: number;
}

type Call = (args: { readonly input: object }) => Promise<Called>;
type Middleware = (next: Call, context: { readonly commandName?: string }) => Call;

/**
 * Writes each call of an AWS client into the trace of the invocation, as a subsegment below the function: which table, how
 * long, how often tried, what went wrong. Nothing of its contents.
 *
 * The client puts its middleware in order once for each kind of call, and not for each call: what is added to it later is
 * not heard, unless it was made with `cacheMiddleware: false`. Made without a `logger`, it prepares nothing to be logged.
 *
 * Ours, since the X-Ray SDK makes a bundle 113 KB larger, and the tracer of Powertools, which stands on it, 128 KB. A
 * trace that is not sampled costs nothing, and one that cannot be written fails no call.
 *
 * @example
 * const client = traced(new DynamoDBClient({}));
 * @see https://docs.aws.amazon.com/xray/latest/devguide/xray-api-segmentdocuments.html (read 2026-11)
 */
export const traced = <C extends object>(client: C & Client): C => {
  const { serviceId: name = "AWS" } = client.config;
  const middleware: Middleware =
    (next, { commandName = "" }) =>
    async (args) => {
      const trace = sampledTrace(process.env._X_AMZN_TRACE_ID);
      if (trace === undefined) return next(args);
      const begun = Date.now();
      const report = (metadata: Metadata = {}, error?: unknown): void =>
        send({
          ...trace,
          id: newId(),
          type: "subsegment",
          name,
          namespace: "aws",
          start_time: begun / 1000,
          end_time: Date.now() / 1000,
          aws: { operation: commandName.replace(/Command$/, ""), ...about(args.input), ...tried(metadata) },
          http: { response: { status: metadata.httpStatusCode } },
          ...(error !== undefined && failure(error, metadata)),
        });
      try {
        const called = await next(args);
        report(called.output.$metadata);
        return called;
      } catch (error) {
        report(Object(error).$metadata, error);
        throw error;
      }
    };
  client.middlewareStack.add(middleware, { step: "initialize", name: "trace", override: true });
  client.config.cacheMiddleware ??= true;
  if (logsNothing(client)) client.middlewareStack.remove("loggerMiddleware");
  return client;
};

/** The SDK's own stand-in for a logger, which would be handed a copy of each input and output without what is secret. */
const logsNothing = ({ config }: Client): boolean => /NoOpLogger/.test(config.logger?.constructor.name ?? "");

interface Trace {
  readonly trace_id: string;
  readonly parent_id: string;
}

/** `Root=1-…;Parent=…;Sampled=1`, which Lambda sets anew for each invocation; `undefined` where nobody collects it. */
const sampledTrace = (header = ""): Trace | undefined => {
  const parts = Object.fromEntries(header.split(";").map((part) => part.split("=", 2)));
  const { Root: trace_id, Parent: parent_id, Sampled } = parts;
  return trace_id && parent_id && Sampled === "1" ? { trace_id, parent_id } : undefined;
};

const about = (input: object) => ("TableName" in input ? { table_name: input.TableName } : {});

const tried = ({ requestId, attempts = 1 }: Metadata) => ({
  request_id: requestId,
  ...(attempts > 1 && { retries: attempts - 1 }),
});

/** Errors are the caller's (4xx), faults those of the service, or of the way to it. */
const failure = (error: unknown, { httpStatusCode = 500 }: Metadata) => {
  const type = String(Object(error).name);
  return {
    ...(httpStatusCode < 500 ? { error: true } : { fault: true }),
    ...((httpStatusCode === 429 || THROTTLED.test(type)) && { throttle: true }),
    cause: { exceptions: [{ id: newId(), type, remote: true }] },
  };
};

/** Which most services answer with 400. */
const THROTTLED = /^(Throttl|TooManyRequests|RequestLimitExceeded|ProvisionedThroughputExceeded)/;

const newId = (): string => randomBytes(8).toString("hex");

const HEADER = '{"format":"json","version":1}\n';

let socket: Socket | undefined;

/** To the daemon that Lambda runs beside the function. */
const send = (segment: object): void => {
  const [, host, port] = /(?:^|udp:)([^:\s]+):(\d+)$/.exec(process.env.AWS_XRAY_DAEMON_ADDRESS ?? "") ?? [];
  if (host === undefined) return;
  // Keeps no process alive; what is lost is a line in a trace.
  socket ??= createSocket("udp4")
    .on("error", () => undefined)
    .unref();
  socket.send(HEADER + JSON.stringify(segment), Number(port), host, () => undefined);
};
