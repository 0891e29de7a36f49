import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { UNKNOWN } from "../../../engine/values/signatures";
import { isObject, objectOf } from "../../../languages/json/json-object";
import { NOT_EMULATED } from "../../../wire/operations/not-emulated";
import { ServiceError } from "../../../wire/service-error";
import { checkSettings, DEFAULT_GROUP, type ScheduleRecord, type Schedules, Settings } from "../schedules";

const TYPE = "aws:scheduler/schedule:Schedule";

/** Its id is `<group>/<name>`. */
export const scheduleType = (schedules: Schedules): ResourceType => ({
  type: TYPE,
  check: (inputs) => (JSON.stringify(inputs).includes(UNKNOWN) ? [] : problems(inputs)),
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    const now = schedules.cloud.clock.now();
    const [group = "", name = ""] = id.split("/");
    schedules.requireGroup(group);
    await schedules.put({ name, group, settings: settingsOf(inputs), created: now, modified: now });
    return { id, outputs: { ...outputs, ...shown(schedules, schedules.require(group, name)) } };
  },
  async update(id, inputs, olds) {
    const [group = "", name = ""] = id.split("/");
    const { created } = schedules.require(group, name);
    await schedules.put({ name, group, settings: settingsOf(inputs), created, modified: schedules.cloud.clock.now() });
    return { ...olds.outputs, ...inputs, ...shown(schedules, schedules.require(group, name)) };
  },
  async read(id) {
    const [group = "", name = ""] = id.split("/");
    const found = schedules.find(group, name);
    return found && shown(schedules, found);
  },
  delete: (id) => schedules.remove(id.split("/")[0] ?? "", id.split("/")[1] ?? ""),
});

const problems = (inputs: Properties) => {
  const read = Settings.safeParse(asked(inputs));
  if (!read.success) {
    return read.error.issues.map(({ path, message }) => ({ property: propertyOf(path), reason: message }));
  }
  try {
    checkSettings(read.data);
    return [];
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const property =
      error.status === NOT_EMULATED || /target|Input/.test(error.message) ? "target" : "scheduleExpression";
    return [{ property, reason: error.message }];
  }
};

const propertyOf = ([first = ""]: readonly PropertyKey[]): string => lower(String(first));

const lower = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

const upper = (name: string): string => name.charAt(0).toUpperCase() + name.slice(1);

/** Of the names of the API, those that the provider writes otherwise. */
const OTHERWISE: Readonly<Record<string, string>> = { eventbridgeParameters: "EventBridgeParameters" };

const renamed = (value: unknown, name: (key: string) => string): unknown => {
  if (!isObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), renamed(inner, name)]));
};

/** The inputs in the words of the API. */
const asked = (inputs: Properties): object => {
  const { name: _, namePrefix: __, groupName: ___, region: ____, startDate, endDate, ...others } = inputs;
  const written = objectOf(renamed(others, (key) => OTHERWISE[key] ?? upper(key)));
  return {
    ...written,
    ...(typeof startDate === "string" ? { StartDate: Date.parse(startDate) / 1_000 } : {}),
    ...(typeof endDate === "string" ? { EndDate: Date.parse(endDate) / 1_000 } : {}),
  };
};

const settingsOf = (inputs: Properties): Settings => Settings.parse(asked(inputs));

const shown = (schedules: Schedules, { name, group, settings }: ScheduleRecord): Properties => {
  const { StartDate, EndDate, ...others } = settings;
  const backwards = new Map(Object.entries(OTHERWISE).map(([property, member]) => [member, property]));
  return {
    ...objectOf(renamed(others, (key) => backwards.get(key) ?? lower(key))),
    arn: schedules.arn(group, name),
    name,
    groupName: group || DEFAULT_GROUP,
    ...(StartDate === undefined ? {} : { startDate: new Date(StartDate * 1_000).toISOString().replace(".000", "") }),
    ...(EndDate === undefined ? {} : { endDate: new Date(EndDate * 1_000).toISOString().replace(".000", "") }),
  };
};
