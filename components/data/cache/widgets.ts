import type { Line, Widget } from "../../core/widget";
import type { Cache } from "./cache";

const SECTION = "Caches";

/** Of nodes the metrics are by node, and shown where AWS shows them; of a serverless cache they are of the whole. */
export const cacheWidgets = ({ plan, cacheName }: Cache): Widget[] => {
  if ("nodes" in plan.kind) return [];
  const line = (label: string, metric: string, statistic: Line["statistic"] = "Sum"): Line => ({
    label: `${plan.name}, ${label}`,
    namespace: "AWS/ElastiCache",
    metric,
    dimensions: { clusterId: cacheName },
    statistic,
  });
  return [
    { section: SECTION, title: "Found or missed", lines: [line("found", "CacheHits"), line("missed", "CacheMisses")] },
    { section: SECTION, title: "Bytes kept", lines: [line("kept", "BytesUsedForCache", "Maximum")] },
    {
      section: SECTION,
      title: "Turned away",
      lines: [line("throttled", "ThrottledCmds"), line("evicted", "Evictions")],
    },
  ];
};
