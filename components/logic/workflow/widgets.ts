import type { Line, Widget } from "../../core/widget";
import type { Workflow } from "./workflow";

const SECTION = "Workflows";

/** https://docs.aws.amazon.com/step-functions/latest/dg/procedure-cw-metrics.html (read 2026-11) */
export const workflowWidgets = ({ plan, arn: StateMachineArn }: Workflow): Widget[] => {
  const line = (metric: string, label = plan.name, statistic: Line["statistic"] = "Sum"): Line => ({
    label,
    namespace: "AWS/States",
    metric,
    dimensions: { StateMachineArn },
    statistic,
  });
  return [
    { section: SECTION, title: "Started", lines: [line("ExecutionsStarted")] },
    {
      section: SECTION,
      title: "Failed or too late",
      lines: [line("ExecutionsFailed"), line("ExecutionsTimedOut", `${plan.name}, too late`)],
    },
    { section: SECTION, title: "Duration, p95, ms", lines: [line("ExecutionTime", plan.name, "p95")] },
  ];
};
