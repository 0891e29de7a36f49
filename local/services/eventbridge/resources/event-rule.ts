import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceContext, ResourceType } from "../../../engine/resources/resource-type";
import { UNKNOWN } from "../../../engine/values/signatures";
import type { Buses } from "../buses";
import { checkRule } from "../operations/rules";
import { compilePattern, type RuleRecord } from "../rules/rule";
import type { Rules } from "../rules/rules";
import { refusalOf } from "./refusal";

const TYPE = "aws:cloudwatch/eventRule:EventRule";

/** Its id is its name, behind the bus's where that is not the default one. */
export const eventRuleType = (buses: Buses, rules: Rules): ResourceType => ({
  type: TYPE,
  check(inputs) {
    const { eventPattern, scheduleExpression, eventBusName } = inputs;
    const pattern = textOf(eventPattern);
    if ([eventPattern, scheduleExpression, eventBusName].includes(UNKNOWN)) return []; // a preview does not know it yet
    const found = pattern === undefined ? [] : refusalOf("eventPattern", () => compilePattern(pattern));
    if (found.length > 0) return found;
    const property = pattern === undefined ? "scheduleExpression" : "eventPattern";
    return refusalOf(property, () =>
      checkRule(buses.nameOf(textOf(eventBusName)), pattern, textOf(scheduleExpression)),
    );
  },
  async create(inputs, context) {
    const { id, outputs } = recorded(TYPE, inputs, context);
    const rule = await put(buses, rules, String(outputs.name), inputs, context);
    return { id, outputs: { ...outputs, ...shown(rule) } };
  },
  async update(_, inputs, olds, context) {
    const rule = await put(buses, rules, String(olds.outputs.name), inputs, context);
    return { ...olds.outputs, ...inputs, ...shown(rule) };
  },
  async read(id) {
    const { bus, name } = placeOf(id);
    const rule = rules.find(bus, name);
    return rule && shown(rule);
  },
  async delete(id) {
    const { bus, name } = placeOf(id);
    await rules.remove(bus, name);
  },
});

const placeOf = (id: string): { readonly bus: string; readonly name: string } => {
  const at = id.lastIndexOf("/");
  return at < 0 ? { bus: "default", name: id } : { bus: id.slice(0, at), name: id.slice(at + 1) };
};

const put = async (
  buses: Buses,
  rules: Rules,
  name: string,
  inputs: Properties,
  { defaultTags }: ResourceContext,
): Promise<RuleRecord> => {
  const bus = buses.require(buses.nameOf(textOf(inputs.eventBusName))).name;
  const known = rules.find(bus, name);
  const schedule = textOf(inputs.scheduleExpression);
  const rule: RuleRecord = {
    name,
    bus,
    arn: rules.arn(bus, name),
    pattern: textOf(inputs.eventPattern),
    schedule,
    description: textOf(inputs.description),
    roleArn: textOf(inputs.roleArn),
    state: stateOf(inputs),
    tags: { ...defaultTags, ...(inputs.tags as Record<string, string> | undefined) }, // the provider's schema makes them text
    targets: known?.targets ?? [],
    since: known && known.schedule === schedule ? known.since : rules.now(),
  };
  await rules.put(rule);
  return rule;
};

const stateOf = ({ state, isEnabled }: Properties): RuleRecord["state"] => {
  if (state === "DISABLED" || isEnabled === false) return "DISABLED";
  return state === "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS" ? state : "ENABLED";
};

const textOf = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined);

const shown = (rule: RuleRecord): Properties => {
  const { name, bus, arn, pattern, schedule, description, roleArn, state, tags = {} } = rule;
  return {
    name,
    arn,
    eventBusName: bus,
    state,
    ...(pattern === undefined ? {} : { eventPattern: pattern }),
    ...(schedule === undefined ? {} : { scheduleExpression: schedule }),
    ...(description === undefined ? {} : { description }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(Object.keys(tags).length > 0 ? { tagsAll: tags } : {}),
  };
};
