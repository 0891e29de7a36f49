import type { Permit } from "../../access/permit";
import type { ApiRequest, ApiResponse } from "../transport/api-request";
import type { Members } from "./members";
import type { OperationFacts } from "./operation";
import { actionsOf, permitted, type Right } from "./right";

/** A call of a REST API, whose members lie all over the request. */
export interface RestCall {
  readonly request: ApiRequest;
  readonly query: URLSearchParams;
}

/** Members that an operation reads, as the API's model names them on the wire; headers in lower case. */
export interface RestMembers {
  readonly header?: { readonly [name: string]: Members };
  readonly query?: { readonly [name: string]: Members };
  readonly body?: Members;
}

export interface RestOperation<Services, Call extends RestCall> extends OperationFacts {
  run(services: Services, call: Call, permit: Permit): ApiResponse | Promise<ApiResponse>;
}

/** One operation of a REST API: the same as `operation`, with the request itself for an input. */
export const restOperation = <Services, Call extends RestCall, Target>(
  name: string,
  { header = {}, query = {}, body = {} }: RestMembers,
  right: Right<Services, Call, Target, ApiRequest>,
  run: (services: Services) => (call: Call, target: Target) => ApiResponse | Promise<ApiResponse>,
): RestOperation<Services, Call> => {
  const members = { header, query, body };
  return {
    name,
    actions: actionsOf(right),
    members: () => members,
    run(services, call, permit) {
      const target = permitted(right, { services, input: call, call: call.request, permit });
      return run(services)(call, target);
    },
  };
};

/** What the members of a call are; of an XML body, the names of its elements. */
export const restInput = ({ request, query }: RestCall) => ({
  header: request.headers,
  query: Object.fromEntries(query),
  body: Object.fromEntries(
    [...request.body.toString("latin1").matchAll(/<(\w+)[\s/>]/g)].map(([, name = ""]) => [name, true]),
  ),
});
