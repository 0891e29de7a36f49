import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { requireName } from "../revision-input";
import type { StatesParts } from "./states-operation";
import { Tags, tagged } from "./tags";

const Input = z.object({
  name: z.string().min(1).max(80),
  tags: Tags.default([]),
  encryptionConfiguration: withoutEffect({ type: "AWS_OWNED_KEY" }),
});

/** The same name again is the same activity. */
export const createActivity = operation(
  "CreateActivity",
  Input,
  {
    action: "states:CreateActivity",
    on: ({ partition, region, account }: StatesParts, { name }) => {
      const arn = `arn:${partition}:states:${region}:${account}:activity:${name}`;
      return resource(arn, () => arn);
    },
  },
  ({ activities, clock }) =>
    async ({ name, tags }, arn) => {
      requireName(name);
      const known = activities.get(arn);
      const activity = known ?? { arn, name, creationDate: clock.now() / 1000, tags: tagged(tags) };
      if (!known) await activities.put(arn, activity);
      return { activityArn: arn, creationDate: activity.creationDate };
    },
);
