import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { namedActivity } from "./named-activity";
import { Arn } from "./states-operation";

/** fidelity: docs: GetActivityTask: the call waits for work for a minute */
const POLL_MS = 60_000;

/** The next work of an activity; without any, an empty answer after a minute. */
export const getActivityTask = operation(
  "GetActivityTask",
  z.object({ activityArn: Arn, workerName: z.string().min(1).max(80).optional() }),
  { action: "states:GetActivityTask", on: namedActivity },
  ({ runner, clock }) =>
    async ({ activityArn, workerName }, _, { signal }) => {
      const after = (give: () => void) => clock.after(POLL_MS, give);
      const work = await runner.activities.poll(activityArn, { after, ...(signal ? { signal } : {}) });
      if (!work) return {};
      await work.taken(workerName);
      return { taskToken: work.token, input: work.input };
    },
);
