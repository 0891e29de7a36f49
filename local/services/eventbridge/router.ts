import { createPermit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import { fieldsOf } from "../../languages/event-patterns/fields";
import { ServiceError } from "../../wire/service-error";
import { type Deliveries, Undeliverable } from "../deliveries/deliveries";
import type { Archives } from "./archives/archives";
import type { BusEvent } from "./bus-event";
import type { Buses } from "./buses";
import type { RuleRecord } from "./rules/rule";
import type { Rules } from "./rules/rules";
import { createRuleDeliveries, type RuleDelivery } from "./targets/rule-deliveries";

/** Buses that pass an event on to one another end it here. fidelity: guess: AWS stops sooner, between accounts */
const MAX_HOPS = 5;

interface Arrival {
  readonly hops?: number;
  /** Only these rules look at it. */
  readonly rules?: ReadonlySet<string> | undefined;
}

/** Has events seen by the rules and archives of their bus, and brought to the targets. */
export class Router {
  readonly deliveries: Deliveries<RuleDelivery>;

  constructor(
    private readonly cloud: Cloud,
    private readonly buses: Buses,
    private readonly rules: Rules,
    private readonly archives: Archives,
  ) {
    this.deliveries = createRuleDeliveries(cloud, (delivery) => this.toBus(delivery));
  }

  /** Resolves once everything that becomes of the event is kept. */
  async accept(bus: string, event: BusEvent, { hops = 0, rules }: Arrival = {}): Promise<void> {
    const fields = fieldsOf(event);
    const jobs = this.rules.matchingOf(bus).flatMap(({ rule, pattern }): RuleDelivery[] => {
      if (rules && !rules.has(rule.arn)) return [];
      return rule.targets.length > 0 && pattern.fitsFields(fields) ? this.jobsOf(rule, event, hops) : [];
    });
    await Promise.all([
      this.deliveries.accept(jobs),
      ...(event["replay-name"] === undefined ? [this.archives.keep(bus, event, fields)] : []),
      this.buses.events.add(bus, event),
    ]);
  }

  /** A schedule's rule is due. */
  async fire(rule: RuleRecord, event: BusEvent): Promise<void> {
    await this.deliveries.accept(this.jobsOf(rule, event, 0));
  }

  private jobsOf({ name, arn, targets }: RuleRecord, event: BusEvent, hops: number): RuleDelivery[] {
    return targets.map((target) => ({ event, rule: { name, arn }, target, hops }));
  }

  private async toBus({ event, rule, target, hops }: RuleDelivery): Promise<void> {
    const { access, log } = this.cloud;
    const bus = this.buses.nameOf(target.Arn);
    if (!this.buses.has(bus)) throw new Undeliverable(`event bus ${target.Arn} does not exist`);
    if (hops >= MAX_HOPS) {
      log.warn("events", `rule ${rule.name} passes an event of ${event.source} on in a circle: it is dropped`);
      return;
    }
    if (target.RoleArn !== undefined) {
      const principal = access.servicePrincipal(target.RoleArn, "events.amazonaws.com");
      if (!principal) throw new Undeliverable(`events.amazonaws.com may not assume ${target.RoleArn}`);
      try {
        createPermit(access)(principal, {
          action: "events:PutEvents",
          resource: this.buses.arn(bus),
          resourcePolicy: this.buses.policyOf(bus),
        });
      } catch (error) {
        throw new Undeliverable(error instanceof ServiceError ? error.message : String(error), { cause: error });
      }
    }
    await this.accept(bus, event, { hops: hops + 1 });
  }
}
