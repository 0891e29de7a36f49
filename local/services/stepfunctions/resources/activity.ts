import { nameOf } from "../../../aws-types/resource-names";
import type { Cloud } from "../../../cloud/cloud";
import { tagsAll } from "../../../engine/resources/recorded";
import type { ResourceType } from "../../../engine/resources/resource-type";
import type { StatesTables } from "../store";

const TYPE = "aws:sfn/activity:Activity";

/** Its id is its ARN. */
export const activityType = (
  { activities }: Pick<StatesTables, "activities">,
  { account, partition, region, clock }: Pick<Cloud, "account" | "partition" | "region" | "clock">,
): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const name = nameOf(TYPE, inputs, context);
    const arn = `arn:${partition}:states:${region}:${account}:activity:${name}`;
    const now = clock.now();
    await activities.put(arn, { arn, name, creationDate: now / 1000 });
    const creationDate = new Date(now).toISOString();
    return { id: arn, outputs: { ...inputs, name, arn, creationDate, ...tagsAll(inputs, context.defaultTags) } };
  },
  update: async (_, inputs, olds, context) => ({
    ...olds.outputs,
    ...inputs,
    ...tagsAll(inputs, context.defaultTags),
  }),
  async read(id) {
    const activity = activities.get(id);
    return activity && { arn: id, name: activity.name };
  },
  delete: (id) => activities.remove(id),
});
