import assert from "node:assert/strict";
import type { DeploymentEvent } from "../../../local/engine/deployment/deployment";
import { Progress, seconds } from "../../../local/terminal/progress";

const event = (kind: DeploymentEvent["kind"], name: string, more: Partial<DeploymentEvent> = {}): DeploymentEvent => ({
  kind,
  name,
  urn: `urn:${name}`,
  type: "aws:sqs/queue:Queue",
  ms: 3,
  recordedOnly: false,
  ...more,
});

const told = (events: DeploymentEvent[]) => {
  const atOnce: string[] = [];
  const progress = new Progress((line) => atOnce.push(line));
  events.forEach(progress.onEvent);
  return { atOnce, summary: progress.summary() };
};

describe("the progress of a deployment", () => {
  it("lists a few changes, those at once that take long", () => {
    const slow = event("create", "db", { type: "aws:rds/cluster:Cluster", ms: 1_234 });
    assert.deepEqual(told([slow, event("update", "jobs"), event("same", "x"), event("delete", "old", { ms: 0 })]), {
      atOnce: ["created rds Cluster db (1.2 s)"],
      summary: [
        "updated sqs Queue jobs (0.003 s)",
        "deleted sqs Queue old",
        "1 created, 1 updated, 1 deleted, 1 unchanged",
      ],
    });
  });

  it("counts many, and names the types that are recorded only", () => {
    const many = Array.from({ length: 13 }, (_, index) => event("create", `q${index}`));
    const alarm = event("create", "a", { type: "aws:cloudwatch/metricAlarm:MetricAlarm", recordedOnly: true });
    assert.deepEqual(told([...many, alarm, alarm]).summary, [
      "15 created",
      "recorded only, not emulated: cloudwatch MetricAlarm",
    ]);
  });

  it("names them however few there are, and neither components nor providers", () => {
    const recorded = (name: string, type: string) => event("create", name, { type, recordedOnly: true });
    const three = [
      recorded("vpc", "aws:ec2/vpc:Vpc"),
      recorded("shop", "serverless-tiers:index:Queue"),
      recorded("aws", "pulumi:providers:aws"),
    ];
    assert.deepEqual(told(three).summary.slice(-2), ["3 created", "recorded only, not emulated: ec2 Vpc"]);
  });

  it("says when there was nothing to do", () => {
    assert.deepEqual(told([event("same", "a"), event("same", "b")]).summary, ["nothing to change in 2 resources"]);
  });

  it("writes times as people read them", () => {
    assert.deepEqual(
      [seconds(4), seconds(99), seconds(100), seconds(61_000)],
      ["0.004 s", "0.099 s", "0.1 s", "61.0 s"],
    );
  });
});
