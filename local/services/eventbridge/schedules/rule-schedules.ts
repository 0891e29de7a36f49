import type { Cloud } from "../../../cloud/cloud";
import { newEvent } from "../bus-event";
import type { Router } from "../router";
import { type RuleRecord, readSchedule } from "../rules/rule";
import { keyOf, type Rules } from "../rules/rules";

/** The longest that a timer of Node runs. */
const MAX_WAIT_MS = 2_000_000_000;

/** Has rules with a schedule fire when they are due. What was due while the cloud was down does not come later. */
// fidelity: guess: AWS is never down
export class RuleSchedules {
  private readonly timers = new Map<string, () => void>();

  constructor(
    private readonly cloud: Cloud,
    private readonly rules: Rules,
    private readonly router: Router,
  ) {
    rules.watch((rule, key) => this.arm(rule, key));
  }

  start(): void {
    for (const rule of this.rules.all()) this.arm(rule, keyOf(rule.bus, rule.name));
  }

  stop(): void {
    for (const cancel of this.timers.values()) cancel();
    this.timers.clear();
  }

  private arm(rule: RuleRecord | undefined, key: string): void {
    this.timers.get(key)?.();
    this.timers.delete(key);
    if (rule?.schedule === undefined || rule.state === "DISABLED") return;
    const { clock, log } = this.cloud;
    const due = readSchedule(rule.schedule).next(clock.now(), rule.since);
    if (due === undefined) return;
    const wait = () => {
      const left = due - clock.now();
      const cancel = left > MAX_WAIT_MS ? clock.after(MAX_WAIT_MS, wait) : clock.after(left, fire);
      this.timers.set(key, cancel);
    };
    const fire = () => {
      const event = newEvent(this.cloud, {
        source: "aws.events",
        detailType: "Scheduled Event",
        detail: {},
        resources: [rule.arn],
        time: due,
      });
      void this.router.fire(rule, event).catch((error: unknown) => log.warn("events", String(error)));
      this.arm(rule, key);
    };
    wait();
  }
}
