import { restOperation } from "../../../wire/operations/rest-operation";
import { answer, type LambdaOperation } from "./lambda-operation";
import { mappingOf } from "./mapping-of";
import { shownMapping } from "./shown-mapping";

export const getEventSourceMapping: LambdaOperation = restOperation(
  "GetEventSourceMapping",
  {},
  { action: "lambda:GetEventSourceMapping", on: mappingOf },
  ({ cloud }) =>
    (_, mapping) =>
      answer(200, shownMapping(cloud, mapping)),
);
