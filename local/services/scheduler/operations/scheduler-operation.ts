import type * as z from "zod";
import { type Members, membersOf, read } from "../../../wire/operations/members";
import { InvalidInput } from "../../../wire/operations/operation";
import { type RestCall, type RestOperation, restOperation } from "../../../wire/operations/rest-operation";
import type { Right } from "../../../wire/operations/right";
import type { ApiRequest, ApiResponse } from "../../../wire/transport/api-request";
import type { Schedules } from "../schedules";

export interface SchedulerParts {
  readonly schedules: Schedules;
}

export interface SchedulerCall extends RestCall {
  /** What the path names. */
  readonly name: string;
  readonly json: unknown;
}

export type SchedulerOperation = RestOperation<SchedulerParts, SchedulerCall>;

interface Parsed<Body> extends SchedulerCall {
  readonly input: Body;
}

/** One operation of Scheduler: a name in the path, members in the query and a JSON body. */
export const schedulerOperation = <Body extends z.ZodType, Target>(
  name: string,
  { body, query = [], members = membersOf(body) }: { body: Body; query?: readonly string[]; members?: Members },
  right: Right<SchedulerParts, Parsed<z.output<Body>>, Target, ApiRequest>,
  run: (parts: SchedulerParts) => (call: Parsed<z.output<Body>>, target: Target) => object | Promise<object>,
): SchedulerOperation => {
  const parsed = (call: SchedulerCall): Parsed<z.output<Body>> => {
    const found = body.safeParse(call.json ?? {});
    if (!found.success) throw new InvalidInput(found.error.issues, call.json ?? {});
    return { ...call, input: found.data };
  };
  return restOperation(
    name,
    { query: read(...query), body: members },
    { action: right.action, on: (parts, call, request) => right.on(parts, parsed(call), request) },
    (parts) => async (call, target) => answer(await run(parts)(parsed(call), target)),
  );
};

const answer = (output: object): ApiResponse => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(output),
});

/** The entries after a token, by name, and the token of the next page. */
export const pageOf = <Entry extends { readonly name: string }>(entries: readonly Entry[], query: URLSearchParams) => {
  const after = Buffer.from(query.get("NextToken") ?? "", "base64").toString("utf8");
  const max = Number(query.get("MaxResults") ?? 100);
  const prefix = query.get("NamePrefix") ?? "";
  const rest = entries
    .filter(({ name }) => name.startsWith(prefix) && name > after)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const shown = rest.slice(0, max);
  const last = shown.at(-1);
  const next = last && rest.length > max ? { NextToken: Buffer.from(last.name).toString("base64") } : {};
  return { shown, next };
};
