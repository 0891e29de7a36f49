import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { KeyId, onKey } from "./kms-operation";

// fidelity: docs: CancelKeyDeletion: the key is disabled afterwards
export const cancelKeyDeletion = operation(
  "CancelKeyDeletion",
  z.object({ KeyId }),
  onKey("kms:CancelKeyDeletion"),
  ({ keys }) =>
    async (_, { deletionAt, ...key }) => {
      if (deletionAt === undefined) {
        throw new ServiceError("KMSInvalidStateException", `${key.arn} is not pending deletion.`);
      }
      await keys.keep({ ...key, enabled: false });
      return { KeyId: key.arn };
    },
);
