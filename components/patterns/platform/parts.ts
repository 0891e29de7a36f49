import type * as pulumi from "@pulumi/pulumi";
import type { AlarmSettings } from "../../core/args/alarm-settings";
import { childName } from "../../core/component/naming";
import { EventBus } from "../../messaging/event-bus/event-bus";
import { Network } from "../../network/network";
import { AccountLogRole } from "../../operations/account-log-role/account-log-role";
import { ApiDomain } from "../../presentation/api-domain/api-domain";
import { Domain } from "../../presentation/domain/domain";
import { adoptUsers, type Users } from "../../presentation/user-pool/adopted-users";
import type { AdoptedSettings, MadeSettings } from "./plan";

/** What services have of a platform, whoever made it. */
export interface PlatformParts {
  readonly bus: EventBus;
  readonly users: Users | undefined;
  readonly network: Network | undefined;
  readonly alarms: AlarmSettings | undefined;
  readonly logRole: AccountLogRole | undefined;
  readonly domain: ApiDomain | undefined;
}

export const makeParts = (parent: pulumi.Resource, name: string, plan: MadeSettings): PlatformParts => {
  const { users, network, alarms, logRole } = plan;
  const bus = plan.bus instanceof EventBus ? plan.bus : new EventBus(name, plan.bus, { parent });
  const domain =
    plan.domain && (plan.domain instanceof Domain ? plan.domain : new Domain(name, plan.domain, { parent }));
  return { bus, users, network, alarms, logRole, domain: domain && new ApiDomain(name, { domain }, { parent }) };
};

export const adoptParts = (
  parent: pulumi.Resource,
  name: string,
  { adopted: { bus, users, network, alarms, logs, domain }, stack }: AdoptedSettings,
): PlatformParts => {
  return {
    bus: EventBus.adopt(name, { ...bus, stack }, { parent }),
    users: users && adoptUsers(users),
    network: network && adoptNetwork(parent, network, stack),
    alarms,
    logRole: logs ? new AccountLogRole(childName(name, "log-role"), { role: "existing" }, { parent }) : undefined,
    domain: domain && ApiDomain.adopt(name, domain, { parent }),
  };
};

const adoptNetwork = (
  parent: pulumi.Resource,
  { name, ...network }: NonNullable<AdoptedSettings["adopted"]["network"]>,
  stack: string,
): Network => Network.adopt(name, { ...network, stack }, { parent });
