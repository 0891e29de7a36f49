import * as z from "zod";
import { ServiceError } from "../../wire/service-error";
import { definitionProblem } from "./definition/definition-problems";
import type { Revision, StateMachine } from "./store";

// fidelity: docs: CreateStateMachine: what a name may not hold; observed: localstack's tests on AWS
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]+$/u;

/** @throws {ServiceError} */
export const requireName = (name: string): void => {
  if (!NAME.test(name)) throw new ServiceError("InvalidName", `Invalid Name: '${name}'`);
};

/** What a call may say of what a machine runs. */
export const RevisionInput = z.object({
  definition: z.string().optional(),
  roleArn: z.string().min(1).max(256).optional(),
  loggingConfiguration: z
    .object({
      level: z.enum(["ALL", "ERROR", "FATAL", "OFF"]).default("OFF"),
      includeExecutionData: z.boolean().default(false),
      destinations: z
        .array(z.object({ cloudWatchLogsLogGroup: z.object({ logGroupArn: z.string().optional() }).optional() }))
        .optional(),
    })
    .optional(),
  tracingConfiguration: z.object({ enabled: z.boolean().default(false) }).optional(),
  encryptionConfiguration: z
    .object({
      type: z.enum(["AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"]),
      kmsKeyId: z.string().optional(),
      kmsDataKeyReusePeriodSeconds: z.int().min(60).max(900).optional(),
    })
    .optional(),
});

/** What is kept of a revision. @throws {ServiceError} */
export const shownRevision = (input: z.output<typeof RevisionInput> & { readonly definition: string }): Revision => {
  const { definition, roleArn, loggingConfiguration: logging, tracingConfiguration, encryptionConfiguration } = input;
  // fidelity: observed: localstack's tests on AWS
  if (logging && logging.level !== "OFF" && logging.destinations?.length !== 1) {
    throw new ServiceError(
      "InvalidLoggingConfiguration",
      "Invalid Logging Configuration: Must specify exactly one Log Destination.",
    );
  }
  return {
    definition,
    ...(roleArn === undefined ? {} : { roleArn }),
    loggingConfiguration: logging ?? { level: "OFF", includeExecutionData: false },
    tracingConfiguration: tracingConfiguration ?? { enabled: false },
    ...(encryptionConfiguration === undefined ? {} : { encryptionConfiguration }),
  };
};

/** @throws {ServiceError} when AWS would not take it */
export const requireDefinition = (definition: string, type: StateMachine["type"]): void => {
  const problem = definitionProblem(definition, type);
  if (problem === undefined) return;
  throw new ServiceError("InvalidDefinition", `Invalid State Machine Definition: '${problem}'`);
};

/** A revision as the API tells it. */
export const toldRevision = ({
  definition,
  roleArn,
  revisionId,
  loggingConfiguration = { level: "OFF", includeExecutionData: false },
  tracingConfiguration = { enabled: false },
  encryptionConfiguration,
}: Revision) => ({
  definition,
  roleArn,
  loggingConfiguration,
  tracingConfiguration,
  ...(encryptionConfiguration === undefined ? {} : { encryptionConfiguration }),
  ...(revisionId === undefined ? {} : { revisionId }),
});
