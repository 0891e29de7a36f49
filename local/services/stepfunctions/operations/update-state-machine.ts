import { randomUUID } from "node:crypto";
import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { RevisionInput, requireDefinition, shownRevision } from "../revision-input";
import { publish } from "../versions";
import { Arn, ownMachine } from "./states-operation";

const Input = RevisionInput.extend({
  stateMachineArn: Arn,
  publish: z.boolean().default(false),
  versionDescription: z.string().max(256).optional(),
});

/** Executions that run go on with what they began with. */
export const updateStateMachine = operation(
  "UpdateStateMachine",
  Input,
  { action: "states:UpdateStateMachine", on: ownMachine },
  (services) =>
    async ({ stateMachineArn, publish: published, versionDescription, ...changes }, machine) => {
      // fidelity: observed: localstack's tests on AWS
      if (Object.values(changes).every((change) => change === undefined)) {
        throw new ServiceError(
          "MissingRequiredParameter",
          "Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified",
        );
      }
      if (changes.definition !== undefined) requireDefinition(changes.definition, machine.type);
      const { name, type, creationDate, tags, lastVersion, ...known } = machine;
      const asked = Object.fromEntries(Object.entries(changes).filter(([, change]) => change !== undefined));
      const revision = shownRevision({ ...known, ...asked } as typeof changes & { definition: string });
      const updateDate = services.clock.now() / 1000;
      const revisionId = randomUUID();
      const updated = { ...machine, ...revision, updateDate, revisionId };
      await services.machines.put(machine.arn, updated);
      const version = published ? await publish(services, updated, versionDescription) : undefined;
      return { updateDate, revisionId, ...(version ? { stateMachineVersionArn: version.arn } : {}) };
    },
);
