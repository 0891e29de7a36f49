import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { pendingDeletion } from "../errors";
import { KeyId, onKey } from "./kms-operation";

const Input = z.object({ KeyId, PendingWindowInDays: z.int().min(7).max(30).default(30) });

export const scheduleKeyDeletion = operation(
  "ScheduleKeyDeletion",
  Input,
  onKey("kms:ScheduleKeyDeletion"),
  ({ keys }) =>
    async ({ PendingWindowInDays }, key) => {
      if (key.deletionAt !== undefined) throw pendingDeletion(key.arn);
      const at = await keys.schedule(key, PendingWindowInDays);
      return { KeyId: key.arn, DeletionDate: at / 1000, KeyState: "PendingDeletion", PendingWindowInDays };
    },
);
