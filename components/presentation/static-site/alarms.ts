import { metricAlarm } from "../../core/metric-alarm";
import { CLOUDFRONT_REGION } from "./access-logs";
import type { MakeStaticSiteChild, StaticSiteNodes } from "./children";
import type { StaticSitePlan } from "./plan";
import { METRICS } from "./widgets";

const PERCENT = 5;
const MINUTES = 5;

/** One on answers of 5xx, the site's own and those of its APIs, out of all. */
export const createAlarms = (
  make: MakeStaticSiteChild,
  { name, alarms }: StaticSitePlan,
  { distribution }: Pick<StaticSiteNodes, "distribution">,
): Pick<StaticSiteNodes, "errorsAlarm"> => {
  if (alarms === undefined) return {};
  const alarm = metricAlarm(
    {
      description: `More than ${PERCENT} % of the requests of site ${name} have failed for ${MINUTES} minutes.`,
      namespace: METRICS,
      metric: "5xxErrorRate",
      dimensions: { DistributionId: distribution.id, Region: "Global" },
      statistic: "Average",
      above: PERCENT,
      periods: MINUTES,
    },
    alarms.topicArn,
  );
  return { errorsAlarm: make("errorsAlarm", "site-errors-alarm", { ...alarm, region: CLOUDFRONT_REGION }) };
};
