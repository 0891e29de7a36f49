import * as z from "zod";
import { operation } from "../../../wire/operations/operation";
import { ServiceError } from "../../../wire/service-error";
import { publish } from "../versions";
import { Arn, ownMachine } from "./states-operation";

const Input = z.object({
  stateMachineArn: Arn,
  revisionId: z.string().optional(),
  description: z.string().max(256).optional(),
});

export const publishStateMachineVersion = operation(
  "PublishStateMachineVersion",
  Input,
  { action: "states:PublishStateMachineVersion", on: ownMachine },
  (services) =>
    async ({ revisionId, description }, machine) => {
      // fidelity: docs: PublishStateMachineVersion, revisionId
      if (revisionId !== undefined && revisionId !== (machine.revisionId ?? "INITIAL")) {
        const { arn, revisionId: current = "INITIAL" } = machine;
        throw new ServiceError(
          "ConflictException",
          `Failed to publish the State Machine version for revision ${revisionId}. The current State Machine revision is ${current} of ${arn}.`,
        );
      }
      const { arn, creationDate } = await publish(services, machine, description);
      return { stateMachineVersionArn: arn, creationDate };
    },
);
