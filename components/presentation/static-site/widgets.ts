import type { Line, Widget } from "../../core/widget";
import { CLOUDFRONT_REGION } from "./access-logs";
import type { StaticSite } from "./static-site";

const SECTION = "Sites";

export const METRICS = "AWS/CloudFront";

/** Those without extra charge. https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/programming-cloudwatch-metrics.html (read 2026-11) */
export const staticSiteWidgets = ({ plan, nodes }: StaticSite): Widget[] => {
  const line = (label: string, metric: string, statistic: Line["statistic"]): Line => ({
    label: `${plan.name}, ${label}`,
    namespace: METRICS,
    metric,
    dimensions: { DistributionId: nodes.distribution.id, Region: "Global" },
    statistic,
  });
  const region = CLOUDFRONT_REGION;
  return [
    { section: SECTION, title: "Requests", region, lines: [line("requests", "Requests", "Sum")] },
    {
      section: SECTION,
      title: "Errors in percent",
      region,
      lines: [line("4xx", "4xxErrorRate", "Average"), line("5xx", "5xxErrorRate", "Average")],
    },
    { section: SECTION, title: "Bytes sent", region, lines: [line("bytes", "BytesDownloaded", "Sum")] },
  ];
};
