import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { namedExecution } from "./states-operation";

const Input = z.object({
  executionArn: z.string().min(1).max(256),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

/** Ends an execution; one that has ended stays as it is. */
export const stopExecution = operation(
  "StopExecution",
  Input,
  { action: "states:StopExecution", on: namedExecution },
  ({ runner, clock }) =>
    async ({ executionArn, error, cause }, { stopDate }) => {
      runner.stop(executionArn, {
        status: "ABORTED",
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      });
      await runner.ended(executionArn);
      return { stopDate: stopDate ?? clock.now() / 1000 };
    },
);
