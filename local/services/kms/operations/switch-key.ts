import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { pendingDeletion } from "../errors";
import { KeyId, onKey } from "./kms-operation";

const switched = (name: "DisableKey" | "EnableKey", enabled: boolean) =>
  operation(name, z.object({ KeyId }), onKey(`kms:${name}`), ({ keys }) => async (_, key) => {
    if (key.deletionAt !== undefined) throw pendingDeletion(key.arn);
    await keys.keep({ ...key, enabled });
    return NO_OUTPUT;
  });

export const enableKey = switched("EnableKey", true);
export const disableKey = switched("DisableKey", false);
