import * as z from "zod";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { passRole } from "../../iam/pass-role";
import { checkSettings, DEFAULT_GROUP, invalid, type ScheduleRecord, Settings } from "../schedules";
import { pageOf, type SchedulerCall, type SchedulerParts, schedulerOperation } from "./scheduler-operation";

const Body = Settings.extend({ GroupName: z.string().default(DEFAULT_GROUP), ClientToken: z.string().optional() });

type Call = SchedulerCall & { readonly input: z.output<typeof Body> };

const written = (action: "CreateSchedule" | "UpdateSchedule") => ({
  action: [`scheduler:${action}`, "iam:PassRole"],
  on: ({ schedules }: SchedulerParts, { name, input }: Call) => ({
    asked: [
      { resource: schedules.arn(input.GroupName, name) },
      passRole(input.Target.RoleArn, "scheduler.amazonaws.com"),
    ],
    target: () => schedules.requireGroup(input.GroupName).name,
  }),
});

const checkName = (name: string): void => {
  if (!/^[0-9a-zA-Z-_.]{1,64}$/.test(name)) {
    throw invalid(
      `1 validation error detected: Value '${name}' at 'name' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[0-9a-zA-Z-_.]+$`,
    );
  }
};

export const createSchedule = schedulerOperation(
  "CreateSchedule",
  { body: Body },
  written("CreateSchedule"),
  ({ schedules }) =>
    async ({ name, input: { GroupName: _, ClientToken: __, ...settings } }, group) => {
      checkName(name);
      checkSettings(settings);
      if (schedules.find(group, name)) {
        throw new ServiceError("ConflictException", `Schedule ${name} already exists.`, 409);
      }
      const now = schedules.cloud.clock.now();
      await schedules.put({ name, group, settings, created: now, modified: now });
      return { ScheduleArn: schedules.arn(group, name) };
    },
);

/** fidelity: docs: UpdateSchedule: what is not said is as of a new schedule */
export const updateSchedule = schedulerOperation(
  "UpdateSchedule",
  { body: Body },
  written("UpdateSchedule"),
  ({ schedules }) =>
    async ({ name, input: { GroupName: _, ClientToken: __, ...settings } }, group) => {
      const { created } = schedules.require(group, name);
      checkSettings(settings);
      await schedules.put({ name, group, settings, created, modified: schedules.cloud.clock.now() });
      return { ScheduleArn: schedules.arn(group, name) };
    },
);

const one = (action: string) => ({
  action: `scheduler:${action}`,
  on: ({ schedules }: SchedulerParts, { name, query }: SchedulerCall) => {
    const group = query.get("groupName") ?? DEFAULT_GROUP;
    return resource(schedules.arn(group, name), () => schedules.require(group, name));
  },
});

export const deleteSchedule = schedulerOperation(
  "DeleteSchedule",
  { body: z.object({}), query: ["clientToken", "groupName"] },
  one("DeleteSchedule"),
  ({ schedules }) =>
    async (_, { group, name }) => {
      await schedules.remove(group, name);
      return {};
    },
);

const dates = ({ created, modified }: Pick<ScheduleRecord, "created" | "modified">) => ({
  CreationDate: created / 1_000,
  LastModificationDate: modified / 1_000,
});

export const getSchedule = schedulerOperation(
  "GetSchedule",
  { body: z.object({}), query: ["groupName"] },
  one("GetSchedule"),
  ({ schedules }) =>
    (_, schedule) => ({
      Arn: schedules.arn(schedule.group, schedule.name),
      Name: schedule.name,
      GroupName: schedule.group,
      ...schedule.settings,
      ...dates(schedule),
    }),
);

export const listSchedules = schedulerOperation(
  "ListSchedules",
  { body: z.object({}), query: ["MaxResults", "NamePrefix", "NextToken", "ScheduleGroup", "State"] },
  { action: "scheduler:ListSchedules", on: ({ schedules }: SchedulerParts) => resource(schedules.arn("*", "*")) },
  ({ schedules }) =>
    ({ query }) => {
      const group = query.get("ScheduleGroup");
      const state = query.get("State");
      if (group !== null) schedules.requireGroup(group);
      const found = schedules
        .all()
        .filter(
          (each) => (group ?? each.group) === each.group && (state ?? each.settings.State) === each.settings.State,
        );
      const { shown, next } = pageOf(found, query);
      const Schedules = shown.map((each) => ({
        Arn: schedules.arn(each.group, each.name),
        Name: each.name,
        GroupName: each.group,
        State: each.settings.State,
        Target: { Arn: each.settings.Target.Arn },
        ...dates(each),
      }));
      return { Schedules, ...next };
    },
);
