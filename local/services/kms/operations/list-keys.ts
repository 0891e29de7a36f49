import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { type KmsParts, Limit, Marker } from "./kms-operation";
import { page } from "./page";

export const listKeys = operation(
  "ListKeys",
  z.object({ Limit, Marker }),
  { action: "kms:ListKeys", on: (_: KmsParts) => resource("*") },
  ({ keys }) =>
    (input) => {
      const { shown, rest } = page(keys.all(), ({ id }) => id, input);
      return { Keys: shown.map(({ id, arn }) => ({ KeyId: id, KeyArn: arn })), ...rest };
    },
);
