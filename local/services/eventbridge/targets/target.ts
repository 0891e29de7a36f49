import * as z from "zod";
import { notEmulated } from "../../../wire/operations/not-emulated";
import { isTarget } from "../../deliveries/target";
import { invalid } from "../events-error";
import { isReserved } from "./reserved-variables";

/** fidelity: observed: events-api-target-id-characters */
export const name = (max: number) =>
  z
    .string()
    .regex(/^[.\-_A-Za-z0-9]+$/, { error: "Member must satisfy regular expression pattern: [\\.\\-_A-Za-z0-9]+" })
    .min(1)
    .max(max);

/** What a rule sends where. */
export const Target = z.object({
  Id: name(64),
  Arn: z.string().min(1).max(1_600),
  RoleArn: z.string().optional(),
  Input: z.string().max(8_192).optional(),
  InputPath: z.string().max(256).optional(),
  InputTransformer: z
    .object({
      InputPathsMap: z.record(z.string(), z.string()).optional(),
      InputTemplate: z.string().min(1).max(8_192),
    })
    .optional(),
  KinesisParameters: z.object({ PartitionKeyPath: z.string() }).optional(),
  SqsParameters: z.object({ MessageGroupId: z.string().optional() }).optional(),
  DeadLetterConfig: z.object({ Arn: z.string().optional() }).optional(),
  RetryPolicy: z
    .object({
      MaximumRetryAttempts: z.int().min(0).max(185).optional(),
      MaximumEventAgeInSeconds: z.int().min(60).max(86_400).optional(),
    })
    .optional(),
});

export type Target = z.output<typeof Target>;

/** @throws {ServiceError} for a target that AWS refuses, or that the local cloud does not send to */
export const checkTarget = (target: Target): void => {
  const { Id, Arn, Input, InputPath, InputTransformer } = target;
  if ([Input, InputPath, InputTransformer].filter((each) => each !== undefined).length > 1) {
    throw invalid(`Only one of Input, InputPath, or InputTransformer must be provided for target ${Id}.`);
  }
  if (!/^arn:[^:]+:[^:]+:[^:]*:[^:]*:.+$/.test(Arn)) {
    throw invalid(`Parameter ${Arn} is not valid. Reason: Provided Arn is not in correct format.`);
  }
  if (Input !== undefined && !isJson(Input)) throw invalid(`JSON syntax error in input for target ${Id}.`);
  if (InputPath !== undefined && !/^\$(?:[.[].*)?$/.test(InputPath)) {
    throw invalid(`InputPath for target ${Id} is invalid.`); // fidelity: guess: the text
  }
  if (InputTransformer) checkTransformer(Id, InputTransformer);
  // fidelity: docs: PutTargets, SqsParameters: a FIFO queue needs a message group
  if (/:sqs:.*\.fifo$/.test(Arn) && !target.SqsParameters?.MessageGroupId) {
    throw invalid(`Parameter(s) SqsParameters must be specified for target: ${Id}.`);
  }
  if (!/:sqs:.*\.fifo$/.test(Arn) && /:sqs:/.test(Arn) && target.SqsParameters?.MessageGroupId) {
    throw invalid(`Parameter(s) MessageGroupId not valid for target: ${Id}.`); // fidelity: guess: the text
  }
  if (!isTarget(Arn)) throw notEmulated("events", "PutTargets", `the target ${Arn}`);
  if (/:(?:states|kinesis):/.test(Arn) && target.RoleArn === undefined) {
    throw invalid(`RoleArn is required for target ${Arn}.`);
  }
};

// fidelity: observed: events-input-transformer-unknown-placeholder
const checkTransformer = (
  id: string,
  { InputPathsMap = {}, InputTemplate }: NonNullable<Target["InputTransformer"]>,
) => {
  for (const [, placeholder = ""] of InputTemplate.matchAll(/<([^<>]*)>/g)) {
    if (Object.hasOwn(InputPathsMap, placeholder) || isReserved(placeholder)) continue;
    throw invalid(`InputTemplate for target ${id} contains invalid placeholder ${placeholder}.`);
  }
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
