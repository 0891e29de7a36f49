import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { GroupRecord, Schedules } from "../schedules";

const TYPE = "aws:scheduler/scheduleGroup:ScheduleGroup";

/** Its id is its name. */
export const scheduleGroupType = (schedules: Schedules): ResourceType => ({
  type: TYPE,
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    const now = schedules.cloud.clock.now();
    const tags = { ...context.defaultTags, ...(inputs.tags as Record<string, string> | undefined) }; // the provider's schema makes them text
    await schedules.putGroup({ name: id, created: now, modified: now, tags });
    return { id, outputs: { ...outputs, ...shown(schedules, schedules.requireGroup(id)) } };
  },
  async update(id, inputs, olds, context) {
    const group = schedules.requireGroup(id);
    const tags = { ...context.defaultTags, ...(inputs.tags as Record<string, string> | undefined) }; // as above
    await schedules.putGroup({ ...group, tags });
    return { ...olds.outputs, ...inputs, ...shown(schedules, schedules.requireGroup(id)) };
  },
  async read(id) {
    const group = schedules.findGroup(id);
    return group && shown(schedules, group);
  },
  delete: (id) => schedules.removeGroup(id),
});

const shown = (schedules: Schedules, { name, created, modified, tags }: GroupRecord): Properties => ({
  arn: schedules.groupArn(name),
  name,
  state: "ACTIVE",
  creationDate: new Date(created).toISOString(),
  lastModificationDate: new Date(modified).toISOString(),
  ...(Object.keys(tags).length > 0 ? { tagsAll: tags } : {}),
});
