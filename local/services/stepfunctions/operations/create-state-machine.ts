import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import type { StatesServices } from "../store";

const Input = z.object({
  name: z.string().min(1).max(80),
  definition: z.string().min(1),
  roleArn: z.string().min(1),
  type: z.enum(["STANDARD", "EXPRESS"]).default("STANDARD"),
});

export const createStateMachine = operation(
  "CreateStateMachine",
  Input,
  (services: StatesServices) =>
    async ({ name, definition, type }, { principal }) => {
      const arn = `arn:${services.partition}:states:${services.region}:${services.account}:stateMachine:${name}`;
      requireAccess(services.access, principal, "states:CreateStateMachine", arn);
      await services.machines.put(arn, { arn, name, type, definition });
      return { stateMachineArn: arn, creationDate: services.clock.now() / 1000 };
    },
);
