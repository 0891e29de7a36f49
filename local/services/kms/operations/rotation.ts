import * as z from "zod";
import { NO_OUTPUT, operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { pendingDeletion } from "../errors";
import type { KeyRecord } from "../key-record";
import { newMaterial } from "../keys";
import { KeyId, onKey, usingKey } from "./kms-operation";

const DAY_MS = 86_400_000;

/** fidelity: docs: RotateKeyOnDemand: ten times, for good */
const MOST_ON_DEMAND = 10;

export const enableKeyRotation = operation(
  "EnableKeyRotation",
  z.object({ KeyId, RotationPeriodInDays: z.int().min(90).max(2_560).default(365) }),
  usingKey("kms:EnableKeyRotation"),
  ({ keys }) =>
    async ({ RotationPeriodInDays: rotationDays }, key) => {
      await keys.keep({ ...key, rotationDays });
      return NO_OUTPUT;
    },
);

export const disableKeyRotation = operation(
  "DisableKeyRotation",
  z.object({ KeyId }),
  usingKey("kms:DisableKeyRotation"),
  ({ keys }) =>
    async (_, { rotationDays: __, ...key }) => {
      await keys.keep(key);
      return NO_OUTPUT;
    },
);

/** The next date is told; that the material changes then is for AWS, since nobody can see it. */
export const getKeyRotationStatus = operation(
  "GetKeyRotationStatus",
  z.object({ KeyId }),
  onKey("kms:GetKeyRotationStatus"),
  ({ cloud }) =>
    (_, key) => {
      if (key.deletionAt !== undefined) throw pendingDeletion(key.arn);
      const { rotationDays } = key;
      return {
        KeyId: key.arn,
        KeyRotationEnabled: rotationDays !== undefined,
        ...(rotationDays === undefined
          ? {}
          : {
              RotationPeriodInDays: rotationDays,
              NextRotationDate: nextRotation(key, rotationDays, cloud.clock.now()),
            }),
      };
    },
);

const nextRotation = ({ createdAt }: KeyRecord, days: number, now: number): number => {
  const period = days * DAY_MS;
  return (createdAt + Math.ceil((now - createdAt + 1) / period) * period) / 1000;
};

export const rotateKeyOnDemand = operation(
  "RotateKeyOnDemand",
  z.object({ KeyId }),
  usingKey("kms:RotateKeyOnDemand"),
  ({ keys }) =>
    async (_, key) => {
      if (key.materials.length > MOST_ON_DEMAND) {
        throw new ServiceError(
          "LimitExceededException",
          `The on-demand rotations limit has been reached for the given keyId. No more on-demand rotations can be performed for this key: ${key.arn}`,
        );
      }
      await keys.keep({ ...key, materials: [...key.materials, newMaterial()] });
      return { KeyId: key.arn };
    },
);
