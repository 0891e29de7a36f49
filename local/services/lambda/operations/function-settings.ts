import * as z from "zod";
import { withoutEffect } from "../../../wire/operations/members";
import { notEmulated } from "../../../wire/operations/not-emulated";
import { ServiceError } from "../../../wire/service-error";
import { invalidParameter } from "../errors";
import { FUNCTION_DEFAULTS, type FunctionVersion } from "../function-record";
import { RESERVED_VARIABLES } from "../process/environment";

const ROLE = /^arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role\/?[a-zA-Z_0-9+=,.@\-_/]+$/;

/** What CreateFunction and UpdateFunctionConfiguration have in common. fidelity: docs: their requests */
export const Settings = {
  Description: z.string().max(256).optional(),
  Environment: z.object({ Variables: z.record(z.string(), z.string()).optional() }).optional(),
  Handler: z.string().max(128).optional(),
  LoggingConfig: z
    .object({ LogFormat: z.enum(["JSON", "Text"]).optional(), LogGroup: z.string().min(1).max(512).optional() })
    .optional(),
  MemorySize: z.number().int().min(128).max(10_240).optional(),
  Runtime: z.string().optional(),
  Timeout: z.number().int().min(1).max(900).optional(),
  // What the laptop has or what all functions have here.
  EphemeralStorage: withoutEffect({ Size: 512 }),
  Layers: withoutEffect([]),
  TracingConfig: withoutEffect({ Mode: "PassThrough" }),
  VpcConfig: withoutEffect({}, { SubnetIds: [], SecurityGroupIds: [] }),
};

export const Role = z
  .string()
  .regex(ROLE, `Member must satisfy regular expression pattern: ${ROLE.source.slice(1, -1)}`);

type Asked = { readonly [Member in keyof typeof Settings]?: z.output<(typeof Settings)[Member]> | undefined } & {
  readonly Role?: string | undefined;
};

/** The settings of a version that a call asks for, over those that it has. @throws {ServiceError} */
export const withSettings = (name: string, asked: Asked, before: FunctionVersion | undefined, operation: string) => {
  const { Runtime, Handler, Role: role, Environment, LoggingConfig: logging } = asked;
  if (Runtime !== undefined && !/^nodejs\d+\.x$/.test(Runtime))
    throw notEmulated("lambda", operation, `runtime ${Runtime}`);
  const environment = Environment === undefined ? (before?.environment ?? {}) : (Environment.Variables ?? {});
  checkEnvironment(environment);
  const description = asked.Description ?? before?.description;
  const required = (member: string, value: string | undefined): string => {
    if (value !== undefined) return value;
    throw invalidParameter(`${member} is required for function: ${name}`);
  };
  return {
    version: "$LATEST",
    handler: required("Handler", Handler ?? before?.handler),
    runtime: required("Runtime", Runtime ?? before?.runtime),
    role: required("Role", role ?? before?.role),
    timeoutSeconds: asked.Timeout ?? before?.timeoutSeconds ?? FUNCTION_DEFAULTS.timeoutSeconds,
    memoryMb: asked.MemorySize ?? before?.memoryMb ?? FUNCTION_DEFAULTS.memoryMb,
    environment,
    logGroup: logging?.LogGroup ?? before?.logGroup ?? `/aws/lambda/${name}`,
    logFormat: logging?.LogFormat ?? before?.logFormat ?? "Text",
    ...(description ? { description } : {}),
  } satisfies Omit<FunctionVersion, "folder" | "codeSha256" | "codeBytes">;
};

const MAX_ENVIRONMENT_BYTES = 4_096;

// fidelity: observed: texts of CreateFunction
const checkEnvironment = (variables: Readonly<Record<string, string>>): void => {
  const failed =
    "Lambda was unable to configure your environment variables because the environment variables you have provided";
  const reserved = Object.keys(variables).filter((key) => RESERVED_VARIABLES.includes(key));
  if (reserved.length > 0) {
    throw invalidParameter(
      `${failed} contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(", ")}`,
    );
  }
  const text = JSON.stringify(variables);
  if (Buffer.byteLength(text) > MAX_ENVIRONMENT_BYTES) {
    throw invalidParameter(`${failed} exceeded the 4KB limit. String measured: ${text}`);
  }
  const invalid = Object.keys(variables).find((key) => !/^[a-zA-Z][a-zA-Z0-9_]+$/.test(key));
  if (invalid === undefined) return;
  const constraint =
    "Map keys must satisfy constraint: [Member must satisfy regular expression pattern: [a-zA-Z]([a-zA-Z0-9_])+]";
  throw new ServiceError(
    "ValidationException",
    `1 validation error detected: Value at 'environment.variables' failed to satisfy constraint: ${constraint}`,
  );
};
