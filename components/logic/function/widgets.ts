import type { Line, Widget } from "../../core/widget";
import { deadLettersWidget } from "../../messaging/dead-letters/dead-letters";
import type { LambdaFunction } from "./lambda-function";

const SECTION = "Functions";

/** https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html (read 2026-11) */
export const functionWidgets = ({ plan, name: FunctionName, nodes }: LambdaFunction): Widget[] => {
  const line = (metric: string, statistic: Line["statistic"], label = plan.name): Line => ({
    label,
    namespace: "AWS/Lambda",
    metric,
    dimensions: { FunctionName },
    statistic,
  });
  return [
    {
      section: SECTION,
      title: "Errors and throttles",
      lines: [line("Errors", "Sum"), line("Throttles", "Sum", `${plan.name}, throttles`)],
    },
    { section: SECTION, title: "Duration, p95, ms", lines: [line("Duration", "p95")] },
    { section: SECTION, title: "At a time", lines: [line("ConcurrentExecutions", "Maximum")] },
    ...(nodes.failedEvents ? [deadLettersWidget(nodes.failedEvents, plan.name)] : []),
  ];
};
