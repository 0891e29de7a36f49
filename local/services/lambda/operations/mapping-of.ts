import { resource, type Subject } from "../../../wire/operations/right";
import type { MappingRecord } from "../event-sources/mapping";
import type { LambdaCall, LambdaParts } from "./lambda-operation";
import { mappingArn } from "./shown-mapping";

/** The mapping that a call names, which must be there. */
export const mappingOf = (
  { cloud, mappings }: LambdaParts,
  { path: { uuid = "" } }: LambdaCall,
): Subject<MappingRecord> => resource(mappingArn(cloud, uuid), () => mappings.require(uuid));
