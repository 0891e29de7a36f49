import * as pulumi from "@pulumi/pulumi";
import type { EventName } from "../../contracts/event";
import { ArgsError } from "../../core/args/args-error";
import { componentType } from "../../core/component/naming";
import { atProgramEnd } from "../../core/program-end";
import { stacksRead } from "../../core/stack-outputs";
import type { Watched, Widget } from "../../core/widget";
import type { RestApi } from "../../logic/rest-api/rest-api";
import { Dashboard } from "../../operations/dashboard/dashboard";
import { UserPool } from "../../presentation/user-pool/user-pool";
import type { PlatformArgs } from "./args";
import { adoptParts, makeParts, type PlatformParts } from "./parts";
import { adoptedPlan, type PlatformPlan, planPlatform } from "./plan";
import { SHARED_VERSION, type SharedPlatform, type SharedService } from "./shared-platform";

/** A service that is made, on its platform. */
interface Tenant extends Watched {
  readonly api: RestApi | undefined;
}

/**
 * What services share, and nothing else of each other: the bus of their events, who calls them, a network, where alarms
 * go, one address, a dashboard. Composes EventBus, Domain, ApiDomain and Dashboard.
 *
 * Services of other stacks have it by `Platform.from`: the stack that makes it exports `shared`.
 *
 * @throws {ArgsError} for what its parts would refuse, before anything is registered.
 * @example
 * const main = new Platform("shop", { bus: { events: [SeatsReserved, PaymentSettled] }, users, alarms });
 * new Microservice("payments", { platform: main, routes: { "GET /payments/{paymentId}": { to: getPayment } } });
 * export const platform = main.shared;
 */
export class Platform extends pulumi.ComponentResource implements PlatformParts, Watched {
  readonly bus: PlatformParts["bus"];
  readonly users: PlatformParts["users"];
  readonly network: PlatformParts["network"];
  readonly alarms: PlatformParts["alarms"];
  readonly logRole: PlatformParts["logRole"];
  /** Of all services, those of other stacks too. */
  readonly domain: PlatformParts["domain"];
  readonly dashboard: Dashboard | undefined;
  readonly plan: PlatformPlan;
  private readonly known: SharedService[];
  private readonly tenants: Tenant[] = [];
  private told = false;

  constructor(name: string, args: PlatformArgs | PlatformPlan, opts: pulumi.ComponentResourceOptions = {}) {
    const plan = planPlatform(name, args);
    super(componentType("Platform"), name, {}, opts);
    this.plan = plan;
    const parts = "adopted" in plan ? adoptParts(this, name, plan) : makeParts(this, name, plan);
    this.bus = parts.bus;
    this.users = parts.users;
    this.network = parts.network;
    this.alarms = parts.alarms;
    this.logRole = parts.logRole;
    this.domain = parts.domain;
    this.known = "adopted" in plan ? [...plan.adopted.services] : [];
    this.dashboard = createDashboard(this, plan);
    this.registerOutputs({ busArn: this.bus.arn });
  }

  /**
   * The platform that another stack has made and exports, `export const platform = main.shared`, for services in a stack of
   * their own. Nothing of it becomes this stack's, and nothing here keeps that stack from changing.
   *
   * @param stack As Pulumi names it: `"organization/platform/prod"`.
   * @param output Under which that stack exports it.
   * @throws {ArgsError} that names the stack or what it lacks, and what to deploy first; before anything is registered.
   * @example
   * const platform = await Platform.from("organization/platform/prod");
   * new Microservice("payments", { platform, routes: { "GET /payments/{paymentId}": { to: getPayment } } });
   */
  static async from(stack: string, output = "platform"): Promise<Platform> {
    const plan = await adoptedPlan(stack, output);
    return new Platform(plan.name, plan);
  }

  /** What `Platform.from` reads in other stacks; to be exported. */
  get shared(): pulumi.Output<pulumi.Unwrap<SharedPlatform>> {
    const { plan, bus, users, network, alarms, logRole, domain } = this;
    return atProgramEnd((): SharedPlatform => {
      this.told = true;
      return {
        version: SHARED_VERSION,
        name: plan.name,
        bus: bus.shared,
        ...(users && { users: users.shared }),
        ...(network && { network: { name: network.plan.name, ...network.shared } }),
        ...(alarms && { alarms: { topicArn: alarms.topicArn } }),
        logs: logRole?.enabled ?? false,
        ...(domain && { domain: domain.shared }),
        services: this.known,
        reads: stacksRead(),
      };
    });
  }

  /** Those of its services in this program, so far: `new ApiFront("shop", { apis: platform.apis })`. */
  get apis(): RestApi[] {
    return this.tenants.flatMap(({ api }) => api ?? []);
  }

  widgets(): Widget[] {
    return [];
  }

  /** Its bus, its users, and its services in this program, all of which are there by the time that a dashboard asks. */
  behind(): Watched[] {
    this.told = true;
    return [this.bus, ...(this.users instanceof UserPool ? [this.users] : []), ...this.tenants];
  }

  /**
   * Of services in this stack, and in that of the platform: others are not known here, and API Gateway refuses the second
   * mapping of one path.
   *
   * @throws {ArgsError} for a path or an event that another service has, and for an event that is none of the bus's.
   */
  check({ service, mount, publishes }: SharedService): void {
    for (const event of publishes) this.bus.require(event, "publishes", service);
    for (const other of this.known) {
      if (mount !== undefined && other.mount === mount)
        throw new ArgsError(service, "mount", `must be another path: /${mount} is that of ${this.named(other)}`);
      const twice = publishes.find((event) => other.publishes.some((its) => isSame(its, event)));
      if (twice !== undefined)
        throw new ArgsError(
          service,
          "publishes",
          `must be events of its own: ${twice.detailType} of ${twice.source} is that of ${this.named(other)}`,
        );
    }
  }

  /** Takes what a service has on its platform for itself alone, once that is made. */
  take({ service, mount, publishes }: SharedService, tenant: Tenant): void {
    if (this.told)
      throw new ArgsError(
        service,
        "platform",
        "must have all services before the program waits for anything: what the platform shows and shares is told already",
      );
    const names = publishes.map(({ source, detailType }) => ({ source, detailType }));
    this.known.push({ service, ...(mount !== undefined && { mount }), publishes: names });
    this.tenants.push(tenant);
  }

  private named(other: SharedService): string {
    const { plan } = this;
    const elsewhere = "adopted" in plan && plan.adopted.services.includes(other);
    return `service ${other.service}${elsewhere ? ` of stack ${plan.stack}` : ""}`;
  }
}

const createDashboard = (platform: Platform, plan: PlatformPlan): Dashboard | undefined => {
  if ("adopted" in plan || plan.dashboard === undefined) return undefined;
  const shows = [platform, ...plan.dashboard.shows];
  return new Dashboard(plan.name, { ...plan.dashboard, shows }, { parent: platform });
};

const isSame = (one: EventName, other: EventName): boolean =>
  one.source === other.source && one.detailType === other.detailType;
