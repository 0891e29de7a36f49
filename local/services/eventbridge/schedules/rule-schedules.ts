import type { Cloud } from "../../../cloud/cloud";
import { Alarms } from "../../deliveries/alarms";
import { newEvent } from "../bus-event";
import type { Router } from "../router";
import { type RuleRecord, readSchedule } from "../rules/rule";
import { keyOf, type Rules } from "../rules/rules";

/** Has rules with a schedule fire when they are due. What was due while the cloud was down does not come later. */
// fidelity: guess: AWS is never down
export class RuleSchedules {
  private readonly alarms: Alarms;

  constructor(
    private readonly cloud: Cloud,
    private readonly rules: Rules,
    private readonly router: Router,
  ) {
    this.alarms = new Alarms(cloud);
    rules.watch((rule, key) => this.arm(rule, key));
  }

  start(): void {
    for (const rule of this.rules.all()) this.arm(rule, keyOf(rule.bus, rule.name));
  }

  stop(): void {
    this.alarms.stop();
  }

  private arm(rule: RuleRecord | undefined, key: string): void {
    this.alarms.clear(key);
    if (rule?.schedule === undefined || rule.state === "DISABLED") return;
    const { clock, log } = this.cloud;
    const due = readSchedule(rule.schedule).next(clock.now(), rule.since);
    if (due === undefined) return;
    this.alarms.set(key, due, () => {
      const event = newEvent(this.cloud, {
        source: "aws.events",
        detailType: "Scheduled Event",
        detail: {},
        resources: [rule.arn],
        time: due,
      });
      void this.router.fire(rule, event).catch((error: unknown) => log.warn("events", String(error)));
      this.arm(rule, key);
    });
  }
}
