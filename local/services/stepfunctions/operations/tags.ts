import * as z from "zod";
import { resource, type Subject } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import type { Activity, StateMachine } from "../store";
import type { StatesParts } from "./states-operation";

export const Tags = z.array(z.object({ key: z.string().min(1).max(128), value: z.string().max(256) }));

export const tagged = (tags: z.output<typeof Tags>): Readonly<Record<string, string>> =>
  Object.fromEntries(tags.map(({ key, value }) => [key, value]));

/** A machine or an activity, and how its tags are changed. */
export interface Tagged {
  readonly tags: Readonly<Record<string, string>>;
  set(tags: Readonly<Record<string, string>>): Promise<void>;
}

const taggedOf = ({ machines, activities }: StatesParts, arn: string): Tagged => {
  const machine: StateMachine | undefined = machines.get(arn);
  if (machine) return { tags: machine.tags ?? {}, set: (tags) => machines.put(arn, { ...machine, tags }) };
  const activity: Activity | undefined = activities.get(arn);
  if (activity) return { tags: activity.tags ?? {}, set: (tags) => activities.put(arn, { ...activity, tags }) };
  // fidelity: observed: localstack's tests on AWS: versions have no tags of their own
  throw new ServiceError("ResourceNotFound", `Resource not found: '${arn}'`);
};

export const namedTagged = (
  services: StatesParts,
  { resourceArn }: { readonly resourceArn: string },
): Subject<Tagged> => resource(resourceArn, () => taggedOf(services, resourceArn));
