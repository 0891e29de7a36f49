import { component, either, object, type Shape } from "../../core/args/args-shape";
import { type EventBusArgs, eventBusShape } from "../../messaging/event-bus/args";
import { EventBus } from "../../messaging/event-bus/event-bus";
import { Network } from "../../network/network";
import { AccountLogRole } from "../../operations/account-log-role/account-log-role";
import { Alarms } from "../../operations/alarms/alarms";
import { type PatternDashboard, patternDashboardShape } from "../../operations/dashboard/args";
import { type DomainArgs, domainShape } from "../../presentation/domain/args";
import { Domain } from "../../presentation/domain/domain";
import { UserPool } from "../../presentation/user-pool/user-pool";

export interface PlatformArgs {
  /** The bus between the services, or the arguments of one: the contracts of all events that go over it. */
  readonly bus: EventBus | EventBusArgs;
  /** Who calls services, whose routes then ask for an access token of it. @default none: each route says who may call */
  readonly users?: UserPool;
  /**
   * Where functions of services run. Its `endpoints` are all that there are, since two stacks cannot add one: a service that
   * needs another one is refused. @default none
   */
  readonly network?: Network;
  /** Where alarms of services go. @default nowhere: they show in CloudWatch */
  readonly alarms?: Alarms;
  /** With which the services' APIs write logs. @default none */
  readonly logRole?: AccountLogRole;
  /**
   * The one address of all services, in this stack and in others: `https://api.example.com/payments` is the service of that
   * mount. A Domain that is `for: "api"`, or the arguments of one. @default none: an `ApiFront` can lead to those of one
   * stack, and each has a URL of its own
   */
  readonly domain?: Domain | Omit<DomainArgs, "for">;
  /** A dashboard of the services of this stack and what they stand on. @default true */
  readonly dashboard?: boolean | PatternDashboard;
}

const { for: _, ...namesShape } = domainShape;

const shape: Shape<PlatformArgs> = {
  bus: either((value) => value instanceof EventBus, object(eventBusShape, "an EventBus")),
  users: component(() => UserPool, "a UserPool").optional(),
  network: component(() => Network, "a Network").optional(),
  alarms: component(() => Alarms, "an Alarms component").optional(),
  logRole: component(() => AccountLogRole, "an AccountLogRole").optional(),
  domain: either(
    (value) => value instanceof Domain,
    object<Omit<DomainArgs, "for">>(namesShape, 'a Domain that is for: "api"'),
  ).optional(),
  dashboard: patternDashboardShape,
};

export const platformArgs = object(shape);
