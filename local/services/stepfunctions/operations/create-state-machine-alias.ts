import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { again } from "../../idempotency";
import { Routes, requireRoutes } from "./alias-routes";
import type { StatesParts } from "./states-operation";

const ALIAS = "^(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+$";

const Input = z.object({
  name: z
    .string()
    .min(1)
    .max(80)
    .regex(/^(?=.*[a-zA-Z_\-.])[a-zA-Z0-9_\-.]+$/, `Member must satisfy regular expression pattern: ${ALIAS}`),
  description: z.string().max(256).optional(),
  routingConfiguration: Routes,
});

export const createStateMachineAlias = operation(
  "CreateStateMachineAlias",
  Input,
  {
    action: "states:CreateStateMachineAlias",
    on: (_: StatesParts, { routingConfiguration }) =>
      resource(routingConfiguration[0]?.stateMachineVersionArn.replace(/:\d+$/, "") ?? ""),
  },
  (services) =>
    async ({ name, description, routingConfiguration }) => {
      const { machineArn } = requireRoutes(services, routingConfiguration);
      const arn = `${machineArn}:${name}`;
      // fidelity: observed: localstack's tests on AWS
      const known = again(
        services.aliases.get(arn),
        (each) =>
          each.description === description && isDeepStrictEqual(each.routingConfiguration, routingConfiguration),
        () =>
          new ServiceError(
            "ConflictException",
            "Failed to create alias because an alias with the same name and a different routing configuration already exists.",
          ),
      );
      const now = services.clock.now() / 1000;
      const dates = { creationDate: known?.creationDate ?? now, updateDate: known?.updateDate ?? now };
      const described = description === undefined ? {} : { description };
      await services.aliases.put(arn, { arn, machineArn, name, routingConfiguration, ...described, ...dates });
      return { stateMachineAliasArn: arn, creationDate: dates.creationDate };
    },
);
