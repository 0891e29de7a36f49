import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { anyOf, type StatesParts } from "./states-operation";

const Input = z.object({
  taskToken: z.string().min(1).max(2_048),
  error: z.string().max(256).optional(),
  cause: z.string().max(32_768).optional(),
});

// fidelity: docs: Service Authorization Reference, Step Functions: the call names no resource
export const sendTaskFailure = operation(
  "SendTaskFailure",
  Input,
  { action: "states:SendTaskFailure", on: (services: StatesParts) => anyOf(services, "stateMachine") },
  ({ runner }) =>
    async ({ taskToken, error, cause }) => {
      await runner.callbacks.finish(taskToken, { error, cause });
      return {};
    },
);
