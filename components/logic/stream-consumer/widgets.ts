import type { Widget } from "../../core/widget";
import type { StreamConsumer } from "./stream-consumer";

export const streamConsumerWidgets = ({ plan, function: { name: FunctionName } }: StreamConsumer): Widget[] => [
  {
    section: "Streams",
    title: "Age of records, ms",
    lines: [
      {
        label: plan.name,
        namespace: "AWS/Lambda",
        metric: "IteratorAge",
        dimensions: { FunctionName },
        statistic: "Maximum",
      },
    ],
  },
];
