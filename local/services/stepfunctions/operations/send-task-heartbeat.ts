import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { anyOf, type StatesParts } from "./states-operation";

const Input = z.object({
  taskToken: z.string().min(1).max(2_048),
});

// fidelity: docs: Service Authorization Reference, Step Functions: the call names no resource
export const sendTaskHeartbeat = operation(
  "SendTaskHeartbeat",
  Input,
  { action: "states:SendTaskHeartbeat", on: (services: StatesParts) => anyOf(services, "stateMachine") },
  ({ runner }) =>
    async ({ taskToken }) => {
      runner.callbacks.beat(taskToken);
      return {};
    },
);
