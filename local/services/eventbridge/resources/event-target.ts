import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import { UNKNOWN } from "../../../engine/values/signatures";
import { objectOf } from "../../../languages/json/json-object";
import type { Buses } from "../buses";
import { withTargets } from "../operations/targets";
import type { Rules } from "../rules/rules";
import { checkTarget, Target } from "../targets/target";
import { refusalOf } from "./refusal";

const TYPE = "aws:cloudwatch/eventTarget:EventTarget";

/** Parameters of services that nothing here sends to. */
const ELSEWHERE = [
  ...["appsyncTarget", "batchTarget", "ecsTarget", "httpTarget", "redshiftTarget", "runCommandTargets"],
  "sagemakerPipelineTarget",
];

export const eventTargetType = (buses: Buses, rules: Rules): ResourceType => {
  const placeOf = ({ eventBusName, rule, targetId }: Properties) => ({
    bus: buses.nameOf(typeof eventBusName === "string" ? eventBusName : undefined),
    name: String(rule),
    id: String(targetId),
  });
  const put = async (properties: Properties): Promise<void> => {
    const { bus, name } = placeOf(properties);
    const rule = rules.require(bus, name);
    await rules.retarget(rule, withTargets(rule, [targetOf(properties)]));
  };
  return {
    type: TYPE,
    check(inputs) {
      const elsewhere = ELSEWHERE.filter((property) => inputs[property] !== undefined).map((property) => ({
        property,
        reason: "is not emulated by the local cloud",
      }));
      if (elsewhere.length > 0 || JSON.stringify(inputs).includes(UNKNOWN)) return elsewhere;
      const read = Target.safeParse(asked({ targetId: "t", ...inputs }));
      if (!read.success) return [{ property: "retryPolicy", reason: read.error.issues[0]?.message ?? "" }];
      return refusalOf(propertyOf(read.data), () => checkTarget(read.data));
    },
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      await put(outputs);
      return { id, outputs };
    },
    async update(_, inputs, olds) {
      const outputs = { ...inputs, targetId: olds.outputs.targetId };
      await put(outputs);
      return { ...olds.outputs, ...outputs };
    },
    async read(_, known) {
      const { bus, name, id } = placeOf(known);
      const found = rules.find(bus, name)?.targets.find(({ Id }) => Id === id);
      return found && { ...shown(found), rule: name, eventBusName: bus };
    },
    async delete(_, outputs) {
      const { bus, name, id } = placeOf(outputs);
      const rule = rules.find(bus, name);
      if (rule) await rules.retarget(rule, (targets) => targets.filter(({ Id }) => Id !== id));
    },
  };
};

const propertyOf = ({ InputTransformer, InputPath }: Target): string => {
  if (InputTransformer) return "inputTransformer";
  return InputPath === undefined ? "arn" : "inputPath";
};

/** The inputs in the words of the API. */
const asked = (properties: Properties): object => {
  const { inputTransformer, kinesisTarget, sqsTarget, deadLetterConfig, retryPolicy } = properties;
  const given = (value: unknown, parts: object) => (value === undefined || value === null ? undefined : parts);
  const transformer = objectOf(inputTransformer);
  const retry = objectOf(retryPolicy);
  const PartitionKeyPath = objectOf(kinesisTarget).partitionKeyPath;
  return {
    Id: properties.targetId,
    Arn: properties.arn,
    RoleArn: properties.roleArn,
    Input: properties.input,
    InputPath: properties.inputPath,
    InputTransformer: given(inputTransformer, {
      InputPathsMap: transformer.inputPaths,
      InputTemplate: transformer.inputTemplate,
    }),
    KinesisParameters: given(PartitionKeyPath, { PartitionKeyPath }),
    SqsParameters: given(sqsTarget, { MessageGroupId: objectOf(sqsTarget).messageGroupId }),
    DeadLetterConfig: given(deadLetterConfig, { Arn: objectOf(deadLetterConfig).arn }),
    RetryPolicy: given(retryPolicy, {
      MaximumRetryAttempts: retry.maximumRetryAttempts,
      MaximumEventAgeInSeconds: retry.maximumEventAgeInSeconds,
    }),
  };
};

const targetOf = (properties: Properties): Target => Target.parse(asked(properties));

const shown = (target: Target): Properties => {
  const { InputTransformer, KinesisParameters, SqsParameters, DeadLetterConfig, RetryPolicy } = target;
  return {
    targetId: target.Id,
    arn: target.Arn,
    ...(target.RoleArn === undefined ? {} : { roleArn: target.RoleArn }),
    ...(target.Input === undefined ? {} : { input: target.Input }),
    ...(target.InputPath === undefined ? {} : { inputPath: target.InputPath }),
    ...(InputTransformer && {
      inputTransformer: { inputPaths: InputTransformer.InputPathsMap, inputTemplate: InputTransformer.InputTemplate },
    }),
    ...(KinesisParameters && { kinesisTarget: { partitionKeyPath: KinesisParameters.PartitionKeyPath } }),
    ...(SqsParameters && { sqsTarget: { messageGroupId: SqsParameters.MessageGroupId } }),
    ...(DeadLetterConfig && { deadLetterConfig: { arn: DeadLetterConfig.Arn } }),
    ...(RetryPolicy && {
      retryPolicy: {
        maximumRetryAttempts: RetryPolicy.MaximumRetryAttempts,
        maximumEventAgeInSeconds: RetryPolicy.MaximumEventAgeInSeconds,
      },
    }),
  };
};
