import { component, either, object, type Shape } from "../../core/args/args-shape";
import { type EventBusArgs, eventBusShape } from "../../messaging/event-bus/args";
import { EventBus } from "../../messaging/event-bus/event-bus";
import { Network } from "../../network/network";
import { AccountLogRole } from "../../operations/account-log-role/account-log-role";
import { Alarms } from "../../operations/alarms/alarms";
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
}

const shape: Shape<PlatformArgs> = {
  bus: either((value) => value instanceof EventBus, object(eventBusShape, "an EventBus")),
  users: component(() => UserPool, "a UserPool").optional(),
  network: component(() => Network, "a Network").optional(),
  alarms: component(() => Alarms, "an Alarms component").optional(),
  logRole: component(() => AccountLogRole, "an AccountLogRole").optional(),
};

export const platformArgs = object(shape);
