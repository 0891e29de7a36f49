import { read } from "../../../wire/operations/members";
import { restOperation } from "../../../wire/operations/rest-operation";
import { resource } from "../../../wire/operations/right";
import type { LambdaServices } from "../lambda-services";
import { functionArn, parseFunctionName } from "../names";
import { answer, type LambdaOperation } from "./lambda-operation";
import { shownMapping } from "./shown-mapping";

/** All in one page. */
export const listEventSourceMappings: LambdaOperation = restOperation(
  "ListEventSourceMappings",
  { query: read("EventSourceArn", "FunctionName") },
  { action: "lambda:ListEventSourceMappings", on: () => resource("*") },
  ({ cloud, mappings }: LambdaServices) =>
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
