import { restOperation } from "../../../wire/operations/rest-operation";
import { answer, type LambdaOperation } from "./lambda-operation";
import { mappingOf } from "./mapping-of";
import { shownMapping } from "./shown-mapping";

export const deleteEventSourceMapping: LambdaOperation = restOperation(
  "DeleteEventSourceMapping",
  {},
  { action: "lambda:DeleteEventSourceMapping", on: mappingOf },
  ({ cloud, mappings }) =>
    async (_, mapping) => {
      await mappings.remove(mapping.uuid);
      return answer(202, shownMapping(cloud, mapping, "Deleting"));
    },
);
