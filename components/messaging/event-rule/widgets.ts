import type { Widget } from "../../core/widget";
import { deadLettersWidget } from "../dead-letters/dead-letters";
import type { EventRule } from "./event-rule";

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-monitoring.html (read 2026-11) */
export const eventRuleWidgets = ({ plan, nodes }: EventRule): Widget[] => {
  const { name: label, bus } = plan;
  const dimensions = { ...(bus && { EventBusName: bus.name }), RuleName: nodes.rule.name };
  const line = (metric: string) => ({ label, namespace: "AWS/Events", metric, dimensions, statistic: "Sum" as const });
  return [
    { section: "Events", title: "Brought to targets", lines: [line("Invocations")] },
    { section: "Events", title: "Not brought to targets", lines: [line("FailedInvocations")] },
    deadLettersWidget(nodes.deadLetters, label),
  ];
};
