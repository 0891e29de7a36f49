import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import type { KinesisServices } from "../store";

export const createStream = operation(
  "CreateStream",
  z.object({ StreamName: z.string().min(1).max(128) }),
  (services: KinesisServices) =>
    async ({ StreamName: name }, { principal }) => {
      requireAccess(services.access, principal, "kinesis:CreateStream", services.arn(name));
      if (!services.streams.get(name)) await services.streams.put(name, { name, next: 0 });
      return {};
    },
);
