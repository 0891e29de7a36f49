import type { Log } from "../log";
import type { ApiRequest, ApiResponse } from "../services/service";
import { readJson, renderJson } from "./aws-json";
import { type QueryShapes, readForm, renderQuery } from "./aws-query";
import { type Call, InvalidInput, type Operation } from "./operation";
import { protocolOf } from "./protocol";
import { type ErrorNames, renderError } from "./render-error";
import { ServiceError } from "./service-error";

export interface ApiOptions<Services> {
  /** `sqs`. */
  readonly service: string;
  readonly services: Services;
  readonly operations: readonly Operation<Services>[];
  readonly errors: ErrorNames;
  /** The service's wording of an input that its model does not allow. */
  readonly refuse: (invalid: InvalidInput) => ServiceError;
  /** Absent: the service does not speak the query protocol. */
  readonly query?: QueryShapes;
  readonly log: Log;
}

/** Answers the calls of one AWS API. Never rejects: every error is rendered as the API would. */
export const createApi = <Services>(options: ApiOptions<Services>): ((request: ApiRequest) => Promise<ApiResponse>) => {
  const operations = new Map(options.operations.map((each) => [each.name, each]));

  const run = (name: string, input: unknown, request: ApiRequest) => {
    const found = operations.get(name);
    if (!found) throw unknownOperation(options.service, name);
    const { principal, requestId, signal } = request;
    const call: Call = { principal, requestId, path: request.url.split("?")[0] ?? "/", signal };
    return found.run(options.services, input, call);
  };

  const answer = async (request: ApiRequest): Promise<ApiResponse> => {
    const protocol = protocolOf(request);
    if (protocol.kind === "aws-json") {
      const output = await run(protocol.operation, readJson(request), request);
      return renderJson(output, protocol.contentType, request.requestId);
    }
    const { query } = options;
    if (protocol.kind !== "aws-query" || !query) throw unknownProtocol(options.service);
    const { Action: action, ...form } = readForm(request);
    if (typeof action !== "string") {
      throw new ServiceError("MissingAction", "The request must contain the parameter Action.");
    }
    const output = await run(action, query.input(action, form), request);
    return renderQuery(action, output, { shapes: query, answer: protocol.answer, requestId: request.requestId });
  };

  return async (request) => {
    try {
      return await answer(request);
    } catch (error) {
      const known = error instanceof InvalidInput ? options.refuse(error) : error;
      if (known instanceof ServiceError) {
        if (known.status === NOT_EMULATED) options.log.warn(options.service, known.message);
        return renderError(request, known, options.errors);
      }
      options.log.warn(options.service, `internal error: ${error instanceof Error ? error.stack : String(error)}`);
      return renderError(request, new ServiceError("InternalFailure", "Internal failure", 500), options.errors);
    }
  };
};

/** Unlike any answer of AWS, and not retried by SDKs. */
const NOT_EMULATED = 501;

const unknownOperation = (service: string, name: string): ServiceError =>
  new ServiceError(
    "NotEmulatedByLocalCloud",
    `${service} ${name} is not emulated by the local cloud; see the support table in docs/`,
    NOT_EMULATED,
  );

const unknownProtocol = (service: string): ServiceError =>
  new ServiceError("NotEmulatedByLocalCloud", `${service} does not answer this protocol`, NOT_EMULATED);
