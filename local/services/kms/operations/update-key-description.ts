import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { KeyId, onKey } from "./kms-operation";

export const updateKeyDescription = operation(
  "UpdateKeyDescription",
  z.object({ KeyId, Description: z.string().max(8_192) }),
  onKey("kms:UpdateKeyDescription"),
  ({ keys }) =>
    async ({ Description: description }, key) => {
      await keys.keep({ ...key, description });
      return NO_OUTPUT;
    },
);
