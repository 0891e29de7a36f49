import * as pulumi from "@pulumi/pulumi";
import { allWatched, type Watched, type Widget } from "../../core/widget";

/** https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/CloudWatch-Dashboard-Body-Structure.html (read 2026-11) */
const COLUMNS = 24;
const HEADING_HEIGHT = 1;
const WIDTH = 8;
const HEIGHT = 6;

/** A heading for each section, and below it its widgets, three in a row. */
export const dashboardBody = (shows: readonly Watched[], region: pulumi.Input<string>): pulumi.Output<string> => {
  const widgets: object[] = [];
  let y = 0;
  for (const [section, charts] of bySection(allWatched(shows).flatMap((watched) => watched.widgets()))) {
    const heading = { markdown: `## ${section}`, background: "transparent" };
    widgets.push({ type: "text", x: 0, y, width: COLUMNS, height: HEADING_HEIGHT, properties: heading });
    y += HEADING_HEIGHT;
    for (const [index, chart] of [...charts.values()].entries()) {
      const x = (index * WIDTH) % COLUMNS;
      if (x === 0 && index > 0) y += HEIGHT;
      widgets.push({ type: "metric", x, y, width: WIDTH, height: HEIGHT, properties: drawn(chart, region) });
    }
    y += HEIGHT;
  }
  return pulumi.jsonStringify({ widgets });
};

/** Widgets by section and title, both in the order in which they first come, those of one title as one. */
const bySection = (widgets: readonly Widget[]): Map<string, Map<string, Widget>> => {
  const sections = new Map<string, Map<string, Widget>>();
  for (const widget of widgets) {
    const charts = sections.get(widget.section) ?? new Map<string, Widget>();
    const lines = [...(charts.get(widget.title)?.lines ?? []), ...widget.lines];
    sections.set(widget.section, charts.set(widget.title, { ...widget, lines }));
  }
  return sections;
};

const drawn = ({ title, lines, region }: Widget, here: pulumi.Input<string>) => ({
  title,
  region: region ?? here,
  view: "timeSeries",
  period: 60,
  yAxis: { left: { min: 0 } },
  metrics: lines.map(({ label, namespace, metric, dimensions, statistic }) => [
    namespace,
    metric,
    ...Object.entries(dimensions).flat(),
    { label, stat: statistic },
  ]),
});
