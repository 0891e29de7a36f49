import * as pulumi from "@pulumi/pulumi";
import type { EventName } from "../../contracts/event";
import { ArgsError } from "../../core/args/args-error";
import { adopting } from "../../core/component/adopting";
import { childrenOf } from "../../core/component/children";
import { componentType } from "../../core/component/naming";
import type { Receiver } from "../../core/receiver";
import { parseArn } from "../../core/rights/arn";
import type { Link } from "../../core/rights/link";
import { policyJson } from "../../core/rights/policy-document";
import type { Target } from "../../core/target";
import type { Watched, Widget } from "../../core/widget";
import type { Work } from "../../core/work";
import type { AdoptedEventBus, AdoptingEventBusArgs } from "./adopted-event-bus";
import type { EventBusArgs } from "./args";
import { type EventBusNodes, eventBusChildren, type MakeEventBusChild } from "./children";
import { putGrants, putLink } from "./links";
import { type EventBusPlan, planEventBus } from "./plan";
import { putTarget } from "./target";
import { eventBusWidgets } from "./widgets";
import { putWork } from "./work";

/**
 * An event bus for events that have a contract, with an archive of them where one is asked for.
 *
 * AWS's own events are on the default bus alone: an `EventRule` without a bus hears of them.
 *
 * @throws {ArgsError} for values out of bounds, before anything is registered.
 * @example
 * const bus = new EventBus("shop", { events: [SeatsReserved, PaymentSettled], archive: "30 days" });
 * new LambdaFunction("charge", { entry: "handlers/charge.handler.ts", links: { events: bus.put(PaymentSettled) } });
 * new EventRule("charge", { bus, on: SeatsReserved, to: charge });
 */
export class EventBus extends pulumi.ComponentResource implements Watched {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** What was asked for, checked; rules are measured against it. */
  readonly plan: EventBusPlan;
  readonly nodes: EventBusNodes;

  constructor(
    name: string,
    args: EventBusArgs | AdoptingEventBusArgs | EventBusPlan,
    opts: pulumi.ComponentResourceOptions = {},
  ) {
    const plan = planEventBus(name, args);
    super(componentType("EventBus"), name, {}, opts);
    this.plan = plan;
    const made = plan.adopted ?? createNodes(childrenOf(eventBusChildren, this, name, plan.transform), plan);
    this.nodes = "bus" in made ? made : {};
    const bus = "bus" in made ? made.bus : made;
    this.name = pulumi.output(bus.name);
    this.arn = pulumi.output(bus.arn);
    this.registerOutputs({ name: this.name, arn: this.arn });
  }

  /**
   * A bus that another stack made, for services that hear of its events and put some: rules and rights are this stack's,
   * and nothing of the bus itself. One of another account is put to alone, by `put()` and rules of a bus of this one; it
   * has to have this account among its `accounts`.
   *
   * @example
   * const bus = EventBus.adopt("shop", { name, arn, events: [SeatsReserved, PaymentSettled] });
   */
  static adopt(name: string, adopted: AdoptedEventBus, opts?: pulumi.ComponentResourceOptions): EventBus {
    return adopting(name, () => new EventBus(name, { adopted }, opts));
  }

  /** What `EventBus.adopt` takes in another stack. */
  get shared(): AdoptedEventBus {
    const events = this.plan.events.map(({ source, detailType }) => ({ source, detailType }));
    return { name: this.name, arn: this.arn, events };
  }

  /**
   * The right to put these events, all of the bus where none is named: for a function (`EVENTS_BUS_NAME` under the link
   * name `events`), for the rules of another bus, and, of exactly one event, as the target of an API route, which then
   * puts the request's body, and as the work of a workflow's state, which puts its input.
   *
   * @throws {ArgsError} for an event that is none of the bus's
   */
  put(...events: readonly EventName[]): Link & Target & Work & Receiver {
    const { name } = this.plan;
    for (const event of events) this.require(event, "put");
    const allowed = events.length > 0 ? events : this.plan.events;
    const [only] = allowed;
    const one = (puts: string) => (): never => {
      throw new ArgsError(name, "put", `must name the one event that ${puts} puts: bus.put(PaymentSettled)`);
    };
    // PutEvents takes either, and of another account's bus the ARN alone.
    const bus = this.plan.adopted ? { name: this.arn, arn: this.arn } : this;
    return {
      integrate: one("a route"),
      task: one("a state"),
      ...(only && allowed.length === 1 && { ...putWork(name, bus, only), ...putTarget(name, bus, only) }),
      ...putLink(name, bus, allowed),
      receives: {
        arn: this.arn,
        grants: putGrants(this, allowed),
        dependsOn: [this.nodes.bus, this.nodes.policy].filter((node) => node !== undefined),
      },
    };
  }

  widgets(): Widget[] {
    return eventBusWidgets(this);
  }

  /** @throws {ArgsError} for an event that is none of the bus's */
  require(event: EventName, path: string, name = this.plan.name): void {
    const { events, adopted } = this.plan;
    if (events.some(({ source, detailType }) => source === event.source && detailType === event.detailType)) return;
    const known = events.map(({ detailType }) => detailType).join(", ");
    throw new ArgsError(
      name,
      path,
      `must be an event of bus ${this.plan.name}, ${known} (it is ${event.detailType} of ${event.source}); add it to the events of the bus${adopted?.stack ? ` in stack ${adopted.stack}, and deploy that first` : ""}`,
    );
  }
}

const createNodes = (make: MakeEventBusChild, plan: EventBusPlan) => {
  const bus = make("bus", undefined, {});
  const { accounts, archiveDays, events } = plan;
  return {
    bus,
    ...(accounts.length > 0 && {
      policy: make("policy", "policy", {
        eventBusName: bus.name,
        policy: policyJson([
          {
            Sid: "LetAccountsPut",
            Effect: "Allow",
            Principal: {
              AWS: accounts.map((id) => parseArn(bus.arn).apply(({ partition }) => `arn:${partition}:iam::${id}:root`)),
            },
            Action: "events:PutEvents",
            Resource: bus.arn,
            Condition: {
              "ForAllValues:StringEquals": { "events:source": [...new Set(events.map(({ source }) => source))] },
            },
          },
        ]),
      }),
    }),
    ...(archiveDays !== undefined && {
      archive: make("archive", "archive", { eventSourceArn: bus.arn, retentionDays: archiveDays }),
    }),
  };
};
