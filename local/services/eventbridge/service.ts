import type { Cloud } from "../../cloud/cloud";
import { createApi } from "../../wire/operations/api";
import type { Operation } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { PLAIN_NAMES } from "../../wire/protocols/render-error";
import type { Services } from "../directory";
import type { Service } from "../service";
import { Archives } from "./archives/archives";
import { Replays } from "./archives/replays";
import { Buses } from "./buses";
import { createArchive, deleteArchive, describeArchive, listArchives, updateArchive } from "./operations/archives";
import { createEventBus, deleteEventBus, describeEventBus, listEventBuses, updateEventBus } from "./operations/buses";
import type { EventServices } from "./operations/events-operation";
import { putPermission, removePermission } from "./operations/permissions";
import { putEvents } from "./operations/put-events";
import { cancelReplay, describeReplay, listReplays, startReplay } from "./operations/replays";
import { deleteRule, describeRule, disableRule, enableRule, listRules, putRule } from "./operations/rules";
import { listTagsForResource, tagResource, untagResource } from "./operations/tags";
import { listRuleNamesByTarget, listTargetsByRule, putTargets, removeTargets } from "./operations/targets";
import { testEventPattern } from "./operations/test-event-pattern";
import { eventArchiveType } from "./resources/event-archive";
import { eventBusType } from "./resources/event-bus";
import { eventBusPolicyType } from "./resources/event-bus-policy";
import { eventPermissionType } from "./resources/event-permission";
import { eventRuleType } from "./resources/event-rule";
import { eventTargetType } from "./resources/event-target";
import { Router } from "./router";
import { Rules } from "./rules/rules";
import { RuleSchedules } from "./schedules/rule-schedules";

declare module "../directory" {
  interface Services {
    readonly events: Service & { readonly buses: Buses; readonly router: Router };
  }
}

const OPERATIONS: readonly Operation<EventServices>[] = [
  cancelReplay,
  createArchive,
  createEventBus,
  deleteArchive,
  deleteEventBus,
  deleteRule,
  describeArchive,
  describeEventBus,
  describeReplay,
  describeRule,
  disableRule,
  enableRule,
  listArchives,
  listEventBuses,
  listReplays,
  listRuleNamesByTarget,
  listRules,
  listTagsForResource,
  listTargetsByRule,
  putEvents,
  putPermission,
  putRule,
  putTargets,
  removePermission,
  removeTargets,
  startReplay,
  tagResource,
  testEventPattern,
  untagResource,
  updateArchive,
  updateEventBus,
];

/** EventBridge: what is put on a bus is kept until every target of the rules that it fits has it. */
export const createEventBridgeService = (cloud: Cloud): Services["events"] => {
  const buses = new Buses(cloud);
  const rules = new Rules(cloud);
  const archives = new Archives(cloud);
  const router = new Router(cloud, buses, rules, archives);
  const replays = new Replays(cloud, archives, router);
  const schedules = new RuleSchedules(cloud, rules, router);
  return {
    name: "events",
    buses,
    router,
    resources: [
      eventBusType(buses),
      eventRuleType(buses, rules),
      eventTargetType(buses, rules),
      eventArchiveType(buses, archives, () => cloud.clock.now()),
      eventBusPolicyType(buses),
      eventPermissionType(buses, cloud.partition),
    ],
    async start() {
      await Promise.all([buses.events.prune(), archives.prune()]);
      router.deliveries.start();
      replays.recover();
      schedules.start();
    },
    async stop() {
      schedules.stop();
      await router.deliveries.stop();
    },
    ...createApi({
      service: "events",
      services: { buses, rules, archives, replays, router, cloud },
      access: cloud.access,
      operations: OPERATIONS,
      errors: PLAIN_NAMES,
      refuse: refuseJsonInput,
      log: cloud.log,
    }),
  };
};
