import type { Widget } from "../../core/widget";
import type { EventBus } from "./event-bus";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html (read 2026-11) */
export const eventBusWidgets = ({ plan, name: EventBusName }: EventBus): Widget[] => [
  {
    section: "Events",
    title: "Events that rules take",
    lines: [
      {
        label: plan.name,
        namespace: "AWS/Events",
        metric: "MatchedEvents",
        dimensions: { EventBusName },
        statistic: "Sum",
      },
    ],
  },
];
