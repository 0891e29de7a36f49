import { ofType, UNKNOWN, usedBy, valueAt } from "../checked-resource";
import type { StackRule } from "../rule";

/** Where records come from that are gone once they are given up. */
const STREAMS = ["aws:dynamodb/table:Table", "aws:kinesis/stream:Stream"];

/** How AWS bounds what it tries: no bound is -1. */
const BOUNDS = ["maximumRetryAttempts", "maximumRecordAgeInSeconds"];

export const failedRecordsAreKept: StackRule = {
  name: "failed-records-are-kept",
  level: "advisory",
  description:
    "An event source that gives records of a stream up says where they go; they would be lost without a word.",
  checkStack: (stack) =>
    ofType(stack, "aws:lambda/eventSourceMapping:EventSourceMapping")
      .filter((source) => usedBy(stack, source, "eventSourceArn", ...STREAMS).length > 0)
      .filter((source) => valueAt(source, "destinationConfig") === undefined)
      .flatMap((source) => {
        const bound = BOUNDS.find((path) => isBound(valueAt(source, path)));
        return bound === undefined
          ? []
          : [{ resource: source, problem: `destinationConfig.onFailure should name a queue: ${bound} ends the tries` }];
      }),
};

const isBound = (value: unknown): boolean => value !== undefined && value !== UNKNOWN && Number(value) >= 0;
