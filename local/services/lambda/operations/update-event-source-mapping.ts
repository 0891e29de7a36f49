import * as z from "zod";
import { mappingSettings } from "../event-sources/mapping-settings";
import { answer, bodyOperation } from "./lambda-operation";
import { askedBefore, askedOf, MappingSettings, refuseProblems } from "./mapping-input";
import { mappingOf } from "./mapping-of";
import { shownMapping } from "./shown-mapping";

export const updateEventSourceMapping = bodyOperation(
  "UpdateEventSourceMapping",
  z.object({ ...MappingSettings, FunctionName: z.string().min(1).optional() }),
  { action: "lambda:UpdateEventSourceMapping", on: mappingOf },
  ({ cloud, functions, mappings }) =>
    async ({ input }, before) => {
      const named = Object.fromEntries(Object.entries(askedOf(input)).filter(([, value]) => value !== undefined));
      const asked = { ...askedBefore(before, input.FunctionName ?? before.functionArn), ...named };
      refuseProblems(asked, mappings.sources);
      const mapping = {
        ...mappingSettings(asked, mappings.sources),
        uuid: before.uuid,
        modifiedAt: cloud.clock.now(),
        functionArn: input.FunctionName ? functions.resolve(input.FunctionName).arn : before.functionArn,
      };
      mappings.check(mapping);
      await mappings.put(mapping);
      return answer(202, shownMapping(cloud, mapping, before.enabled && !mapping.enabled ? "Disabling" : "Updating"));
    },
);
