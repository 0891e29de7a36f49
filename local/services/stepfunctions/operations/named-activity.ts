import { resource, type Subject } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { Activity } from "../store";
import type { StatesParts } from "./states-operation";

/** The activity that a call names, which must be there. */
// fidelity: observed: localstack's tests on AWS
export const namedActivity = (
  { activities }: StatesParts,
  { activityArn }: { readonly activityArn: string },
): Subject<Activity> =>
  resource(activityArn, () => {
    if (!activityArn.startsWith("arn:")) {
      throw new ServiceError("InvalidArn", `Invalid Arn: 'Invalid ARN prefix: ${activityArn}'`);
    }
    const activity = activities.get(activityArn);
    if (activity) return activity;
    throw new ServiceError("ActivityDoesNotExist", `Activity Does Not Exist: '${activityArn}'`);
  });
