import type { Access } from "../../access/access";
import { createPermit, type Denial } from "../../access/permit";
import type { Log } from "../../cloud/log";
import type { Service } from "../../services/service";
import { readJson, renderJson } from "../protocols/aws-json";
import { type QueryShapes, readForm, renderQuery } from "../protocols/aws-query";
import { protocolOf } from "../protocols/protocol";
import { type ErrorNames, renderError } from "../protocols/render-error";
import { ServiceError } from "../service-error";
import type { ApiRequest, ApiResponse } from "../transport/api-request";
import { createUnknownTeller, refuseDropped } from "./member-check";
import { NOT_EMULATED, notEmulated } from "./not-emulated";
import { type Call, InvalidInput, type Operation } from "./operation";

export interface ApiOptions<Services> {
  /** `sqs`. */
  readonly service: string;
  readonly services: Services;
  readonly operations: readonly Operation<Services>[];
  /** Operations that AWS has besides. Given, any other is refused as one that does not exist. */
  readonly notEmulated?: readonly string[];
  readonly errors: ErrorNames;
  readonly access: Pick<Access, "decide">;
  /** How the service words that a caller lacks a right. */
  readonly denial?: Denial;
  /** The service's wording of an input that its model does not allow. */
  readonly refuse: (invalid: InvalidInput) => ServiceError;
  /** Absent: the service does not speak the query protocol. */
  readonly query?: QueryShapes;
  readonly log: Log;
}

/** Answers the calls of one AWS API. Never rejects: every error is rendered as the API would. */
export const createApi = <Services>(
  options: ApiOptions<Services>,
): Required<Pick<Service, "handle" | "operations">> => {
  const operations = new Map(options.operations.map((each) => [each.name, each]));
  const permit = createPermit(options.access, options.denial);
  const tellUnknown = createUnknownTeller(options.service, options.log);

  const run = (name: string, input: unknown, request: ApiRequest) => {
    const found = operations.get(name);
    if (!found) throw absent(options, name);
    refuseDropped(options.service, found, input);
    tellUnknown(found, input);
    const { principal, requestId, signal } = request;
    const call: Call = { principal, requestId, path: request.url.split("?")[0] ?? "/", signal };
    return found.run(options.services, input, call, permit);
  };

  const answer = async (request: ApiRequest): Promise<ApiResponse> => {
    const protocol = protocolOf(request);
    if (protocol.kind === "aws-json") {
      const output = await run(protocol.operation, readJson(request), request);
      return renderJson(output, protocol.contentType, request.requestId);
    }
    const { query } = options;
    if (protocol.kind !== "aws-query" || !query) throw unknownProtocol(options.service);
    const { Action: action, Version: _, ...form } = readForm(request);
    if (typeof action !== "string") {
      throw new ServiceError("MissingAction", "The request must contain the parameter Action.");
    }
    const output = await run(action, query.input(action, form), request);
    return renderQuery(action, output, { shapes: query, answer: protocol.answer, requestId: request.requestId });
  };

  const handle = async (request: ApiRequest) => {
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
  return { handle, operations: options.operations };
};

/** fidelity: observed: SQS, of an action that does not exist */
const absent = (
  { service, notEmulated: known }: Pick<ApiOptions<never>, "notEmulated" | "service">,
  name: string,
): ServiceError =>
  known === undefined || known.includes(name)
    ? notEmulated(service, name)
    : new ServiceError("InvalidAction", `The action ${name} is not valid for this endpoint.`);

const unknownProtocol = (service: string): ServiceError =>
  new ServiceError("NotEmulatedByLocalCloud", `${service} does not answer this protocol`, NOT_EMULATED);
