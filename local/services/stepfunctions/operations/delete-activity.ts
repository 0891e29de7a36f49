import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { Arn, type StatesParts } from "./states-operation";

/** Succeeds whether the activity was there or not. */
export const deleteActivity = operation(
  "DeleteActivity",
  z.object({ activityArn: Arn }),
  { action: "states:DeleteActivity", on: (_: StatesParts, { activityArn }) => resource(activityArn) },
  ({ activities }) =>
    async ({ activityArn }) => {
      await activities.remove(activityArn);
      return {};
    },
);
