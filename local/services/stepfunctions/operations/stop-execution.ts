import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { requireExecution, type StatesServices } from "../store";

const Input = z.object({
  executionArn: z.string().min(1).max(256),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

/** Ends an execution; one that has ended stays as it is. */
export const stopExecution = operation(
  "StopExecution",
  Input,
  (services: StatesServices) =>
    ({ executionArn, error, cause }, { principal }) => {
      requireAccess(services.access, principal, "states:StopExecution", executionArn);
      const { stopDate } = requireExecution(services, executionArn);
      services.runner.stop(executionArn, {
        status: "ABORTED",
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      });
      return { stopDate: stopDate ?? services.clock.now() / 1000 };
    },
);
