import type * as z from "zod";
import type { Cloud } from "../../../cloud/cloud";
import { membersOf, read } from "../../../wire/operations/members";
import { InvalidInput } from "../../../wire/operations/operation";
import { type RestCall, type RestOperation, restOperation } from "../../../wire/operations/rest-operation";
import { type Right, resource, type Subject } from "../../../wire/operations/right";
import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import type { AsyncInvocations } from "../async-invocations";
import type { Mappings } from "../event-sources/mappings";
import type { Functions, Resolved } from "../functions";
import type { Runner } from "../runner";

/** What operations of the Lambda API may touch. */
export interface LambdaParts {
  readonly cloud: Cloud;
  readonly functions: Functions;
  readonly runner: Runner;
  readonly asyncInvocations: AsyncInvocations;
  readonly mappings: Mappings;
}

export interface LambdaCall extends RestCall {
  /** What the path names, by the names of the API's members: `functionName`, `uuid`. */
  readonly path: Readonly<Record<string, string>>;
  /** The body as JSON; undefined where the operation takes none. */
  readonly json: unknown;
}

export type LambdaOperation = RestOperation<LambdaParts, LambdaCall>;

/** A call whose body has been read. */
export interface Parsed<Body> extends LambdaCall {
  readonly input: Body;
}

export const answer = (status: number, body: object): ApiResponse => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});

export const NO_CONTENT: ApiResponse = { status: 204, body: "" };

/** An operation whose input is a JSON body, besides what path and query say. */
export const bodyOperation = <Body extends z.ZodType, Target>(
  name: string,
  body: Body,
  right: Right<LambdaParts, Parsed<z.output<Body>>, Target, ApiRequest>,
  run: (services: LambdaParts) => (call: Parsed<z.output<Body>>, target: Target) => ApiResponse | Promise<ApiResponse>,
  query: readonly string[] = [],
): LambdaOperation => {
  const parsed = (call: LambdaCall): Parsed<z.output<Body>> => {
    const found = body.safeParse(call.json ?? {});
    if (!found.success) throw new InvalidInput(found.error.issues, call.json ?? {});
    return { ...call, input: found.data };
  };
  return restOperation(
    name,
    { query: read(...query), body: membersOf(body) },
    { action: right.action, on: (services, call, request) => right.on(services, parsed(call), request) },
    (services) => (call, target) => run(services)(parsed(call), target),
  );
};

/** The function that a call names, which must be there before anything is asked. */
export const functionOf = ({ functions }: LambdaParts, { path, query }: LambdaCall): Subject<Resolved> => {
  const target = functions.resolve(path.functionName ?? "", query.get("Qualifier") ?? undefined);
  return resource({ resource: target.arn, resourcePolicy: functions.policy(target.arn) }, () => target);
};
