import { isDeepStrictEqual } from "node:util";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { again } from "../../idempotency";
import { RevisionInput, requireDefinition, requireName, shownRevision } from "../revision-input";
import type { StateMachine } from "../store";
import { publish } from "../versions";
import type { StatesParts } from "./states-operation";
import { Tags, tagged } from "./tags";

const Input = RevisionInput.extend({
  name: z.string().min(1).max(80),
  definition: z.string(),
  roleArn: z.string().min(1).max(256),
  type: z.enum(["STANDARD", "EXPRESS"]).default("STANDARD"),
  tags: Tags.default([]),
  publish: z.boolean().default(false),
  versionDescription: z.string().max(256).optional(),
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
    async ({ name, definition, roleArn, type, tags, publish: published, versionDescription, ...rest }, arn) => {
      requireName(name);
      requireDefinition(definition, type);
      // fidelity: observed: localstack's tests on AWS
      if (versionDescription !== undefined && !published) {
        throw new ServiceError("ValidationException", "Version description can only be set when publish is true");
      }
      const revision = shownRevision({ definition, roleArn, ...rest });
      // fidelity: docs: CreateStateMachine: idempotent by name, definition, type, logging, tracing and encryption
      const known = again(
        services.machines.get(arn),
        (each) =>
          each.definition === definition &&
          each.type === type &&
          isDeepStrictEqual(each.loggingConfiguration, revision.loggingConfiguration) &&
          isDeepStrictEqual(each.tracingConfiguration, revision.tracingConfiguration),
        () => new ServiceError("StateMachineAlreadyExists", `State Machine Already Exists: '${arn}'`),
      );
      const creationDate = known?.creationDate ?? services.clock.now() / 1000;
      const machine: StateMachine = known ?? {
        ...revision,
        arn,
        name,
        type,
        creationDate,
        tags: tagged(tags),
      };
      if (!known) await services.machines.put(arn, machine);
      const version = published ? await publish(services, machine, versionDescription) : undefined;
      return {
        stateMachineArn: arn,
        creationDate,
        ...(version ? { stateMachineVersionArn: version.arn } : {}),
      };
    },
);
