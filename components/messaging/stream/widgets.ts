import type { Widget } from "../../core/widget";
import type { Stream } from "./stream";

const SECTION = "Streams";

/** https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html (read 2026-11) */
export const streamWidgets = ({ plan, name: StreamName }: Stream): Widget[] => {
  const line = (metric: string) => ({
    label: plan.name,
    namespace: "AWS/Kinesis",
    metric,
    dimensions: { StreamName },
    statistic: "Sum" as const,
  });
  return [
    { section: SECTION, title: "Records put", lines: [line("IncomingRecords")] },
    { section: SECTION, title: "Refused, too many at a time", lines: [line("WriteProvisionedThroughputExceeded")] },
  ];
};
