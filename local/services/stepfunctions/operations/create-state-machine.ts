import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { again } from "../../idempotency";
import { definitionProblem } from "../language/definition-problem";
import type { StatesParts } from "./states-operation";

const Input = z.object({
  name: z.string().min(1).max(80),
  definition: z.string().min(1),
  roleArn: z.string().min(1),
  type: z.enum(["STANDARD", "EXPRESS"]).default("STANDARD"),
  loggingConfiguration: withoutEffect({ level: "OFF" }, { level: "OFF", includeExecutionData: false }),
  tracingConfiguration: withoutEffect({ enabled: false }),
  publish: withoutEffect(false),
});

export const createStateMachine = operation(
  "CreateStateMachine",
  Input,
  {
    action: "states:CreateStateMachine",
    on: ({ partition, region, account }: StatesParts, { name }) => {
      const arn = `arn:${partition}:states:${region}:${account}:stateMachine:${name}`;
      return resource(arn, () => arn);
    },
  },
  (services) =>
    async ({ name, definition, roleArn, type }, arn) => {
      const problem = definitionProblem(definition);
      if (problem !== undefined) {
        throw new ServiceError("InvalidDefinition", `Invalid State Machine Definition: '${problem}'`);
      }
      // fidelity: docs: CreateStateMachine: idempotent by name, definition and type; the role is not compared
      const known = again(
        services.machines.get(arn),
        (each) => each.definition === definition && each.type === type,
        () => new ServiceError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`),
      );
      if (known) return { stateMachineArn: arn, creationDate: known.creationDate };
      const creationDate = services.clock.now() / 1000;
      await services.machines.put(arn, { arn, name, type, definition, roleArn, creationDate });
      return { stateMachineArn: arn, creationDate };
    },
);
