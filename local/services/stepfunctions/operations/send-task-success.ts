import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { isJson } from "../json-text";
import { anyOf, type StatesParts } from "./states-operation";

const Input = z.object({
  taskToken: z.string().min(1).max(2_048),
  output: z.string().max(262_144),
});

// fidelity: docs: Service Authorization Reference, Step Functions: the call names no resource
export const sendTaskSuccess = operation(
  "SendTaskSuccess",
  Input,
  { action: "states:SendTaskSuccess", on: (services: StatesParts) => anyOf(services, "stateMachine") },
  ({ runner }) =>
    async ({ taskToken, output }) => {
      if (!isJson(output)) throw new ServiceError("InvalidOutput", "Invalid Output: 'The output is no JSON'");
      await runner.callbacks.finish(taskToken, { output });
      return {};
    },
);
