import * as z from "zod";
import { requireAccess } from "../../../access/require-access";
import { operation } from "../../../wire/operation";
import { ServiceError } from "../../../wire/service-error";
import { definitionProblem } from "../language/definition-problem";
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
    async ({ name, definition, roleArn, type }, { principal }) => {
      const arn = `arn:${services.partition}:states:${services.region}:${services.account}:stateMachine:${name}`;
      requireAccess(services.access, principal, "states:CreateStateMachine", arn);
      const problem = definitionProblem(definition);
      if (problem !== undefined) {
        throw new ServiceError("InvalidDefinition", `Invalid State Machine Definition: '${problem}'`);
      }
      const creationDate = services.clock.now() / 1000;
      await services.machines.put(arn, { arn, name, type, definition, roleArn, creationDate });
      return { stateMachineArn: arn, creationDate };
    },
);
