import { randomUUID } from "node:crypto";
import * as z from "zod";
import { resource } from "../../../wire/operations/right";
import { resourceConflict } from "../errors";
import type { MappingRecord } from "../event-sources/mapping";
import { mappingSettings } from "../event-sources/mapping-settings";
import { sourceOf } from "../event-sources/sources";
import type { LambdaParts } from "./lambda-operation";
import { answer, bodyOperation } from "./lambda-operation";
import { askedOf, MappingSettings, refuseProblems, StartingSettings } from "./mapping-input";
import { shownMapping } from "./shown-mapping";

const Input = z.object({ ...MappingSettings, ...StartingSettings, FunctionName: z.string().min(1) });

/** AWS takes a while until the mapping is enabled; here it is when the answer has come. */
export const createEventSourceMapping = bodyOperation(
  "CreateEventSourceMapping",
  Input,
  // fidelity: docs: service authorization reference: no resource, but the condition key lambda:FunctionArn
  { action: "lambda:CreateEventSourceMapping", on: () => resource("*") },
  (services: LambdaParts) =>
    async ({ input }) => {
      const { cloud, functions, mappings } = services;
      const asked = askedOf(input);
      refuseProblems(asked, mappings.sources);
      const { arn: functionArn } = functions.resolve(input.FunctionName);
      const mapping: MappingRecord = {
        ...mappingSettings(asked, mappings.sources),
        uuid: randomUUID(),
        functionArn,
        modifiedAt: cloud.clock.now(),
      };
      refuseSecond(services, mapping, input.FunctionName);
      mappings.check(mapping);
      await mappings.put(mapping);
      return answer(202, shownMapping(cloud, mapping, "Creating"));
    },
);

// fidelity: observed: texts of CreateEventSourceMapping
const refuseSecond = ({ mappings }: LambdaParts, mapping: MappingRecord, functionName: string): void => {
  const { eventSourceArn: source, functionArn } = mapping;
  const known = mappings.all().find((each) => each.eventSourceArn === source && each.functionArn === functionArn);
  if (!known) return;
  const way = `already exists. Please update or delete the existing mapping with UUID ${known.uuid}`;
  throw resourceConflict(
    sourceOf(mappings.sources, source)?.reads === "queue"
      ? `An event source mapping with SQS arn (" ${source} ") and function (" ${functionName} ") ${way}`
      : `The event source arn (" ${source} ") and function (" ${functionName} ") provided mapping ${way}`,
  );
};
