import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import { functionArn, parseFunctionName } from "../function-names";
import type { LambdaParts } from "./lambda-operation";
import { answer, type LambdaOperation } from "./lambda-operation";
import { shownMapping } from "./shown-mapping";

/** All in one page. */
export const listEventSourceMappings: LambdaOperation = restOperation(
  "ListEventSourceMappings",
  { query: read("EventSourceArn", "FunctionName") },
  { action: "lambda:ListEventSourceMappings", on: () => resource("*") },
  ({ cloud, mappings }: LambdaParts) =>
    ({ query }) => {
      const source = query.get("EventSourceArn");
      const named = query.get("FunctionName");
      const { name, qualifier } = parseFunctionName(named ?? "");
      const arn = functionArn(cloud, name) + (qualifier ? `:${qualifier}` : "");
      const found = mappings
        .all()
        .filter((mapping) => source === null || mapping.eventSourceArn === source)
        .filter((mapping) => named === null || mapping.functionArn === arn);
      return answer(200, { EventSourceMappings: found.map((mapping) => shownMapping(cloud, mapping)) });
    },
);
