import type { Line, Widget } from "../../../core/widget";
import type { RestApi } from "../rest-api";
import { NAMESPACE, stageDimensions } from "./metrics";

export const restApiWidgets = ({ plan, nodes }: RestApi): Widget[] => {
  const dimensions = stageDimensions(plan, nodes);
  const line = (label: string, metric: string, statistic: Line["statistic"]): Line => ({
    label,
    namespace: NAMESPACE,
    metric,
    dimensions,
    statistic,
  });
  const section = `API ${plan.name}`;
  return [
    { section, title: "Requests", lines: [line("requests", "Count", "Sum")] },
    { section, title: "Refused and failed", lines: [line("4xx", "4XXError", "Sum"), line("5xx", "5XXError", "Sum")] },
    {
      section,
      title: "Latency, ms",
      lines: [
        line("p50", "Latency", "p50"),
        line("p95", "Latency", "p95"),
        line("p99", "Latency", "p99"),
        line("behind the gateway, p95", "IntegrationLatency", "p95"),
      ],
    },
  ];
};
