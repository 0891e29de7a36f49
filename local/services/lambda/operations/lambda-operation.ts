import type { RestCall, RestOperation } from "../../../wire/operations/rest-operation";
import { resource, type Subject } from "../../../wire/operations/right";
import type { Resolved } from "../functions";
import type { LambdaServices } from "../lambda-services";

export interface LambdaCall extends RestCall {
  /** The function as the path names it; empty where the path names none. */
  readonly functionName: string;
}

export type LambdaOperation = RestOperation<LambdaServices, LambdaCall>;

/** The function that a call names, which must be there before anything is asked. */
export const functionOf = ({ functions }: LambdaServices, { functionName, query }: LambdaCall): Subject<Resolved> => {
  const target = functions.resolve(functionName, query.get("Qualifier") ?? undefined);
  return resource({ resource: target.arn, resourcePolicy: functions.policy(target.arn) }, () => target);
};
