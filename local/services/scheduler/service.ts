import { createPermit } from "../../access/permit";
import type { Cloud } from "../../cloud/cloud";
import { refuseDropped } from "../../wire/operations/member-check";
import { NOT_EMULATED, notEmulated } from "../../wire/operations/not-emulated";
import { InvalidInput } from "../../wire/operations/operation";
import { refuseJsonInput } from "../../wire/protocols/json-errors";
import { renderError } from "../../wire/protocols/render-error";
import { ServiceError } from "../../wire/service-error";
import type { ApiRequest, ApiResponse } from "../../wire/transport/api-request";
import type { Service } from "../service";
import {
  createScheduleGroup,
  deleteScheduleGroup,
  getScheduleGroup,
  listScheduleGroups,
  listTagsForResource,
  tagResource,
  untagResource,
} from "./operations/groups";
import type { SchedulerOperation } from "./operations/scheduler-operation";
import { createSchedule, deleteSchedule, getSchedule, listSchedules, updateSchedule } from "./operations/schedules";
import { scheduleType } from "./resources/schedule";
import { scheduleGroupType } from "./resources/schedule-group";
import { Scheduler } from "./scheduler";
import { invalid, Schedules } from "./schedules";

// fidelity: docs: EventBridge Scheduler API reference, request URIs
const ROUTES: readonly (readonly [method: string, path: RegExp, operation: SchedulerOperation])[] = [
  ["GET", /^\/schedules$/, listSchedules],
  ["POST", /^\/schedules\/([^/]+)$/, createSchedule],
  ["GET", /^\/schedules\/([^/]+)$/, getSchedule],
  ["PUT", /^\/schedules\/([^/]+)$/, updateSchedule],
  ["DELETE", /^\/schedules\/([^/]+)$/, deleteSchedule],
  ["GET", /^\/schedule-groups$/, listScheduleGroups],
  ["POST", /^\/schedule-groups\/([^/]+)$/, createScheduleGroup],
  ["GET", /^\/schedule-groups\/([^/]+)$/, getScheduleGroup],
  ["DELETE", /^\/schedule-groups\/([^/]+)$/, deleteScheduleGroup],
  ["GET", /^\/tags\/(.+)$/, listTagsForResource],
  ["POST", /^\/tags\/(.+)$/, tagResource],
  ["DELETE", /^\/tags\/(.+)$/, untagResource],
];

/** EventBridge Scheduler: schedules that call targets with a role of their own. */
export const createSchedulerService = (cloud: Cloud): Service => {
  const schedules = new Schedules(cloud);
  const scheduler = new Scheduler(cloud, schedules);
  const permit = createPermit(cloud.access, { code: "AccessDeniedException", status: 403 });
  const route = async (request: ApiRequest): Promise<ApiResponse> => {
    const { pathname, searchParams: query } = new URL(request.url, "http://127.0.0.1");
    for (const [method, pattern, operation] of ROUTES) {
      const match = request.method === method ? pattern.exec(pathname) : undefined;
      if (!match) continue;
      const json = jsonOf(request.body);
      refuseDropped("scheduler", operation, { header: {}, query: Object.fromEntries(query), body: json });
      const name = decodeURIComponent(match[1] ?? "");
      return operation.run({ schedules }, { request, query, name, json }, permit);
    }
    throw notEmulated("scheduler", `${request.method} ${pathname}`);
  };
  return {
    name: "scheduler",
    operations: ROUTES.map(([, , operation]) => operation),
    resources: [scheduleType(schedules), scheduleGroupType(schedules)],
    async start() {
      scheduler.start();
    },
    stop: () => scheduler.stop(),
    async handle(request) {
      try {
        return await route(request);
      } catch (error) {
        const known = error instanceof InvalidInput ? refuseJsonInput(error) : error;
        if (!(known instanceof ServiceError)) throw error;
        if (known.status === NOT_EMULATED) cloud.log.warn("scheduler", known.message);
        return renderError(request, known);
      }
    },
  };
};

const jsonOf = (body: Buffer): unknown => {
  if (body.length === 0) return undefined;
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw invalid("The request body is no JSON.");
  }
};
