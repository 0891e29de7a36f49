import type { Widget } from "../../core/widget";
import type { Topic } from "./topic";

const SECTION = "Topics";

/** https://docs.aws.amazon.com/sns/latest/dg/sns-monitoring-using-cloudwatch.html (read 2026-11) */
export const topicWidgets = ({ plan, name: TopicName }: Topic): Widget[] => {
  const line = (metric: string) => ({
    label: plan.name,
    namespace: "AWS/SNS",
    metric,
    dimensions: { TopicName },
    statistic: "Sum" as const,
  });
  return [
    { section: SECTION, title: "Published", lines: [line("NumberOfMessagesPublished")] },
    { section: SECTION, title: "Not brought to subscribers", lines: [line("NumberOfNotificationsFailed")] },
  ];
};
