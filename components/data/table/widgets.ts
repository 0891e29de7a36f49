import type { Line, Widget } from "../../core/widget";
import type { Table } from "./table";

const SECTION = "Tables";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html (read 2026-11) */
export const tableWidgets = ({ plan, name: TableName }: Table): Widget[] => {
  const line = (label: string, metric: string): Line => ({
    label: `${plan.name}, ${label}`,
    namespace: "AWS/DynamoDB",
    metric,
    dimensions: { TableName },
    statistic: "Sum",
  });
  return [
    { section: SECTION, title: "Units read", lines: [line("read", "ConsumedReadCapacityUnits")] },
    { section: SECTION, title: "Units written", lines: [line("written", "ConsumedWriteCapacityUnits")] },
    {
      section: SECTION,
      title: "Throttled",
      lines: [line("reads", "ReadThrottleEvents"), line("writes", "WriteThrottleEvents")],
    },
  ];
};
