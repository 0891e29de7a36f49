import type { Line, Widget } from "../../core/widget";
import type { AmplifyApp } from "./amplify-app";

/** https://docs.aws.amazon.com/amplify/latest/userguide/monitoring-with-cloudwatch.html (read 2026-11) */
export const METRICS = "AWS/AmplifyHosting";

export const amplifyAppWidgets = ({ plan, nodes }: AmplifyApp): Widget[] => {
  const section = `App ${plan.name}`;
  const line = (label: string, metric: string, statistic: Line["statistic"]): Line => ({
    label,
    namespace: METRICS,
    metric,
    dimensions: { App: nodes.app.id },
    statistic,
  });
  return [
    { section, title: "Requests", lines: [line("requests", "Requests", "Sum")] },
    {
      section,
      title: "Refused and failed",
      lines: [line("4xx", "4xxErrors", "Sum"), line("5xx", "5xxErrors", "Sum")],
    },
    { section, title: "Time to first byte, p95, s", lines: [line("p95", "Latency", "p95")] },
  ];
};
