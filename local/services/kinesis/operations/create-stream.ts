import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { NO_OUTPUT, operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import type { KinesisServices } from "../store";

export const createStream = operation(
  "CreateStream",
  z.object({ StreamName: z.string().min(1).max(128) }),
  (services: KinesisServices) =>
    async ({ StreamName: name }, { principal }) => {
      requireAccess(services.access, principal, "kinesis:CreateStream", services.streams.arn(name));
      if (services.streams.has(name)) {
        throw new ServiceError(
          "ResourceInUseException",
          `Stream ${name} under account ${services.streams.account} already exists.`,
        );
      }
      await services.streams.create(name);
      // fidelity: docs: CreateStream and DeleteStream: an empty body
      return NO_OUTPUT;
    },
);
