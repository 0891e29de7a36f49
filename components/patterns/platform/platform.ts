import * as pulumi from "@pulumi/pulumi";
import type { EventContract } from "../../contracts/event";
import { ArgsError } from "../../core/args/args-error";
import { componentType } from "../../core/component/naming";
import { EventBus } from "../../messaging/event-bus/event-bus";
import type { PlatformArgs } from "./args";
import { type PlatformPlan, planPlatform } from "./plan";

/** What a service has on its platform, for itself alone. */
interface Tenancy {
  readonly service: string;
  /** The first segment of its URLs; absent without an API. */
  readonly mount: string | undefined;
  readonly publishes: readonly EventContract[];
}

/**
 * What services share, and nothing else of each other: the bus of their events, who calls them, a network, where alarms
 * go. Composes EventBus.
 *
 * @throws {ArgsError} for what its bus would refuse, before anything is registered.
 * @example
 * const platform = new Platform("shop", { bus: { events: [SeatsReserved, PaymentSettled] }, users, alarms });
 * new Microservice("payments", { platform, routes: { "GET /payments/{paymentId}": { to: getPayment } } });
 */
export class Platform extends pulumi.ComponentResource {
  readonly bus: EventBus;
  readonly plan: PlatformPlan;
  private readonly tenancies: Tenancy[] = [];

  constructor(name: string, args: PlatformArgs | PlatformPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planPlatform(name, args);
    super(componentType("Platform"), name, {}, opts);
    this.plan = plan;
    this.bus = plan.bus instanceof EventBus ? plan.bus : new EventBus(name, plan.bus, { parent: this });
    this.registerOutputs({ busArn: this.bus.arn });
  }

  /** @throws {ArgsError} for a path or an event that another service has, and for an event that is none of the bus's. */
  check({ service, mount, publishes }: Tenancy): void {
    for (const event of publishes) this.bus.require(event, "publishes", service);
    for (const other of this.tenancies) {
      if (mount !== undefined && other.mount === mount)
        throw new ArgsError(service, "mount", `must be another path: /${mount} is that of service ${other.service}`);
      const twice = publishes.find((event) => other.publishes.some((its) => isSame(its, event)));
      if (twice !== undefined)
        throw new ArgsError(
          service,
          "publishes",
          `must be events of its own: ${twice.detailType} of ${twice.source} is that of service ${other.service}`,
        );
    }
  }

  /** Takes them, for a service that is made. */
  take(tenancy: Tenancy): void {
    this.tenancies.push(tenancy);
  }
}

const isSame = (one: EventContract, other: EventContract): boolean =>
  one.source === other.source && one.detailType === other.detailType;
