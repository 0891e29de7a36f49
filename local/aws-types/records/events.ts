import { type AwsTypes, here, input, LOWER, type Subject, text } from "../aws-type";
import { dotted } from "../name-rule";
import { between, json, oneOf } from "../rule";

/** The bus that an input names, by name or ARN, as ids have it: nothing for the default one. */
const busOf = ({ inputs }: Pick<Subject, "inputs">): string => {
  const name = text(inputs.eventBusName).split("event-bus/").pop() ?? "";
  return name === "default" ? "" : name;
};

const onBus =
  (separator: string, rest: (subject: Subject) => string) =>
  (subject: Subject): string =>
    [busOf(subject), rest(subject)].filter((part) => part !== "").join(separator);

const targetId = (subject: Subject): string =>
  text(subject.inputs.targetId) || `terraform-${subject.digits(26, LOWER)}`;

const ONLY_DEFAULT = { eventBusName: "default" };

/** EventBridge, which the provider has in the module of CloudWatch. */
// fidelity: docs: the provider's registry documentation, ids and imports of aws_cloudwatch_event_*
export const EVENTS: AwsTypes = {
  "aws:cloudwatch/eventBus:EventBus": {
    name: { max: 256, pattern: /^[/.\-_A-Za-z0-9]+$/, allowed: "letters, digits and /.-_" },
    arn: here("events", "event-bus/"),
    setByOthers: ["policy"],
    replaceOn: ["eventSourceName"],
  },
  "aws:cloudwatch/eventRule:EventRule": {
    name: dotted(64),
    id: onBus("/", ({ name }) => name),
    arn: (subject) => {
      const { region, account, name } = subject;
      return `events:${region}:${account}:rule/${onBus("/", () => name)(subject)}`;
    },
    limits: { state: oneOf("DISABLED", "ENABLED", "ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS") },
    defaults: { ...ONLY_DEFAULT, state: "ENABLED" },
    importedAs: "{eventBusName}/{name}",
    replaceOn: ["eventBusName"],
  },
  "aws:cloudwatch/eventTarget:EventTarget": {
    id: (subject) => onBus("-", () => `${text(subject.inputs.rule)}-${targetId(subject)}`)(subject),
    outputs: (subject) => ({ targetId: targetId(subject) }),
    defaults: ONLY_DEFAULT,
    importedAs: "{eventBusName}/{rule}/{targetId}",
    replaceOn: ["eventBusName", "rule", "targetId"],
  },
  "aws:cloudwatch/eventArchive:EventArchive": {
    name: dotted(48),
    arn: here("events", "archive/"),
    limits: { retentionDays: between(0, 36_500) },
    replaceOn: ["eventSourceArn"],
  },
  "aws:cloudwatch/eventPermission:EventPermission": {
    id: onBus("/", input("statementId")),
    defaults: { ...ONLY_DEFAULT, action: "events:PutEvents" },
    importedAs: "{eventBusName}/{statementId}",
    replaceOn: ["eventBusName", "statementId"],
  },
  "aws:cloudwatch/eventBusPolicy:EventBusPolicy": {
    id: (subject) => busOf(subject) || "default",
    limits: { policy: json(10_240) },
    defaults: ONLY_DEFAULT,
    importedAs: "{eventBusName}",
    replaceOn: ["eventBusName"],
  },
};

export const SCHEDULER: AwsTypes = {
  "aws:scheduler/schedule:Schedule": {
    name: dotted(64),
    id: ({ inputs, name }) => `${text(inputs.groupName) || "default"}/${name}`,
    arn: ({ region, account }, id) => `scheduler:${region}:${account}:schedule/${id}`,
    outputs: ({ inputs }) => ({ groupName: text(inputs.groupName) || "default" }),
    limits: { state: oneOf("ENABLED", "DISABLED"), actionAfterCompletion: oneOf("NONE", "DELETE") },
    defaults: {
      groupName: "default",
      scheduleExpressionTimezone: "UTC",
      state: "ENABLED",
      actionAfterCompletion: "NONE",
    },
    importedAs: "{groupName}/{name}",
    replaceOn: ["groupName"],
  },
  "aws:scheduler/scheduleGroup:ScheduleGroup": {
    name: dotted(64),
    arn: here("scheduler", "schedule-group/"),
    outputs: () => ({ state: "ACTIVE" }),
    replaceOn: [],
  },
};
