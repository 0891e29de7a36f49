import * as z from "zod";
import { resource } from "../../../wire/operations/right";
import { ServiceError } from "../../../wire/service-error";
import { DEFAULT_GROUP, type GroupRecord, invalid, type Schedules } from "../schedules";
import { pageOf, type SchedulerCall, type SchedulerParts, schedulerOperation } from "./scheduler-operation";

const Tags = z.array(z.object({ Key: z.string(), Value: z.string() }));

const tagMap = (tags: z.output<typeof Tags>) => Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));

export const createScheduleGroup = schedulerOperation(
  "CreateScheduleGroup",
  { body: z.object({ ClientToken: z.string().optional(), Tags: Tags.default([]) }) },
  {
    action: "scheduler:CreateScheduleGroup",
    on: ({ schedules }: SchedulerParts, { name }: SchedulerCall) => resource(schedules.groupArn(name)),
  },
  ({ schedules }) =>
    async ({ name, input }) => {
      if (schedules.findGroup(name)) {
        throw new ServiceError("ConflictException", `Schedule group ${name} already exists.`, 409);
      }
      const now = schedules.cloud.clock.now();
      await schedules.putGroup({ name, created: now, modified: now, tags: tagMap(input.Tags) });
      return { ScheduleGroupArn: schedules.groupArn(name) };
    },
);

const one = (action: string) => ({
  action: `scheduler:${action}`,
  on: ({ schedules }: SchedulerParts, { name }: SchedulerCall) =>
    resource(schedules.groupArn(name), () => schedules.requireGroup(name)),
});

export const deleteScheduleGroup = schedulerOperation(
  "DeleteScheduleGroup",
  { body: z.object({}), query: ["clientToken"] },
  one("DeleteScheduleGroup"),
  ({ schedules }) =>
    async (_, { name }) => {
      if (name === DEFAULT_GROUP) throw invalid("You can't delete the default schedule group."); // fidelity: guess: the text
      await schedules.removeGroup(name);
      return {};
    },
);

const shown = (schedules: Schedules, { name, created, modified }: GroupRecord) => ({
  Arn: schedules.groupArn(name),
  Name: name,
  State: "ACTIVE",
  CreationDate: created / 1_000,
  LastModificationDate: modified / 1_000,
});

export const getScheduleGroup = schedulerOperation(
  "GetScheduleGroup",
  { body: z.object({}) },
  one("GetScheduleGroup"),
  ({ schedules }) =>
    (_, group) =>
      shown(schedules, group),
);

export const listScheduleGroups = schedulerOperation(
  "ListScheduleGroups",
  { body: z.object({}), query: ["MaxResults", "NamePrefix", "NextToken"] },
  { action: "scheduler:ListScheduleGroups", on: ({ schedules }: SchedulerParts) => resource(schedules.groupArn("*")) },
  ({ schedules }) =>
    ({ query }) => {
      const { shown: page, next } = pageOf(schedules.allGroups(), query);
      return { ScheduleGroups: page.map((group) => shown(schedules, group)), ...next };
    },
);

/** Only groups have tags. */
const tagged = (action: string) => ({
  action: `scheduler:${action}`,
  on: ({ schedules }: SchedulerParts, { name: arn }: SchedulerCall) =>
    resource(arn, () => schedules.requireGroup(arn.split("schedule-group/").pop() ?? "")),
});

export const tagResource = schedulerOperation(
  "TagResource",
  { body: z.object({ Tags }) },
  tagged("TagResource"),
  ({ schedules }) =>
    async ({ input }, group) => {
      await schedules.putGroup({ ...group, tags: { ...group.tags, ...tagMap(input.Tags) } });
      return {};
    },
);

export const untagResource = schedulerOperation(
  "UntagResource",
  { body: z.object({}), query: ["TagKeys"] },
  tagged("UntagResource"),
  ({ schedules }) =>
    async ({ query }, group) => {
      const gone = query.getAll("TagKeys");
      const tags = Object.fromEntries(Object.entries(group.tags).filter(([key]) => !gone.includes(key)));
      await schedules.putGroup({ ...group, tags });
      return {};
    },
);

export const listTagsForResource = schedulerOperation(
  "ListTagsForResource",
  { body: z.object({}) },
  tagged("ListTagsForResource"),
  () =>
    (_, { tags }) => ({ Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }),
);
