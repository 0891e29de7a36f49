import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { Routes, requireRoutes } from "./alias-routes";
import { namedAlias } from "./named-alias";
import { Arn } from "./states-operation";

const Input = z.object({
  stateMachineAliasArn: Arn,
  description: z.string().max(256).optional(),
  routingConfiguration: Routes.optional(),
});

export const updateStateMachineAlias = operation(
  "UpdateStateMachineAlias",
  Input,
  { action: "states:UpdateStateMachineAlias", on: namedAlias },
  (services) =>
    async ({ description, routingConfiguration }, alias) => {
      if (routingConfiguration) requireRoutes(services, routingConfiguration);
      const updateDate = services.clock.now() / 1000;
      await services.aliases.put(alias.arn, {
        ...alias,
        ...(description === undefined ? {} : { description }),
        ...(routingConfiguration === undefined ? {} : { routingConfiguration }),
        updateDate,
      });
      return { updateDate };
    },
);
