import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { Arn, type StatesParts } from "./states-operation";

export const deleteStateMachineVersion = operation(
  "DeleteStateMachineVersion",
  z.object({ stateMachineVersionArn: Arn }),
  {
    action: "states:DeleteStateMachineVersion",
    on: (_: StatesParts, { stateMachineVersionArn }) => resource(stateMachineVersionArn),
  },
  ({ versions, aliases }) =>
    async ({ stateMachineVersionArn: arn }) => {
      const users = [...aliases.entries()]
        .map(([, alias]) => alias)
        .filter(({ routingConfiguration }) => routingConfiguration.some((each) => each.stateMachineVersionArn === arn));
      // fidelity: observed: localstack's tests on AWS
      if (users.length > 0) {
        const names = users.map(({ name }) => name).join(", ");
        throw new ServiceError(
          "ConflictException",
          `Version to be deleted must not be referenced by an alias. Current list of aliases referencing this version: [${names}]`,
        );
      }
      await versions.remove(arn);
      return {};
    },
);
