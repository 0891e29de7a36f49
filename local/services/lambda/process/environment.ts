import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Credentials } from "../../../access/access";
import type { Cloud } from "../../../cloud/cloud";
import { trustedPath } from "../../../tls/certificates";
import type { FunctionVersion } from "../function-record";

/** Where Lambda unpacks the code; programs name files of their package below it. */
const TASK_ROOT = "/var/task/";

/** fidelity: docs: "Working with Lambda environment variables", reserved keys */
export const RESERVED_VARIABLES: readonly string[] = [
  "_HANDLER",
  "_X_AMZN_TRACE_ID",
  "AWS_DEFAULT_REGION",
  "AWS_REGION",
  "AWS_EXECUTION_ENV",
  "AWS_LAMBDA_FUNCTION_NAME",
  "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
  "AWS_LAMBDA_FUNCTION_VERSION",
  "AWS_LAMBDA_INITIALIZATION_TYPE",
  "AWS_LAMBDA_LOG_GROUP_NAME",
  "AWS_LAMBDA_LOG_STREAM_NAME",
  "AWS_ACCESS_KEY",
  "AWS_ACCESS_KEY_ID",
  "AWS_SECRET_ACCESS_KEY",
  "AWS_SESSION_TOKEN",
  "AWS_LAMBDA_RUNTIME_API",
  "LAMBDA_TASK_ROOT",
  "LAMBDA_RUNTIME_DIR",
];

export interface ProcessIdentity {
  readonly functionName: string;
  readonly credentials: Credentials;
  readonly logStream: string;
  /** Address of the daemon of X-Ray. */
  readonly tracesTo?: string | undefined;
}

/** Everything a function process has in its environment; nothing of ours leaks into it. */
export const processEnvironment = (
  cloud: Pick<Cloud, "region" | "endpoint" | "folder" | "clock">,
  version: FunctionVersion,
  identity: ProcessIdentity,
): Record<string, string> => ({
  ...ownVariables(cloud, version),
  AWS_ENDPOINT_URL: cloud.endpoint,
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LANG: "en_US.UTF-8",
  TZ: ":UTC",
  AWS_REGION: cloud.region,
  AWS_DEFAULT_REGION: cloud.region,
  AWS_ACCESS_KEY_ID: identity.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: identity.credentials.secretAccessKey,
  ...(identity.credentials.sessionToken ? { AWS_SESSION_TOKEN: identity.credentials.sessionToken } : {}),
  AWS_EXECUTION_ENV: `AWS_Lambda_${version.runtime}`,
  AWS_LAMBDA_FUNCTION_NAME: identity.functionName,
  AWS_LAMBDA_FUNCTION_VERSION: version.version,
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(version.memoryMb),
  AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
  AWS_LAMBDA_LOG_GROUP_NAME: version.logGroup,
  AWS_LAMBDA_LOG_STREAM_NAME: identity.logStream,
  AWS_LAMBDA_LOG_FORMAT: version.logFormat,
  ...(identity.tracesTo && { AWS_XRAY_DAEMON_ADDRESS: identity.tracesTo, AWS_XRAY_CONTEXT_MISSING: "LOG_ERROR" }),
  LAMBDA_TASK_ROOT: version.folder,
  LAMBDA_RUNTIME_DIR: "/var/runtime",
  _HANDLER: version.handler,
  // The function asked for a newer Node; which one the laptop has is no news in its log.
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
});

/**
 * The certificates that a function names on AWS are those of AWS's databases; here they are those of the local
 * authority. A function that names none, or a file that is not in its package, trusts AWS's public endpoints alone.
 */
const ownVariables = (
  { folder, clock }: Pick<Cloud, "folder" | "clock">,
  { environment, folder: code }: FunctionVersion,
): Record<string, string> => {
  const { NODE_EXTRA_CA_CERTS: named, ...others } = environment;
  const file = named?.startsWith(TASK_ROOT) ? join(code, named.slice(TASK_ROOT.length)) : named;
  if (file && !existsSync(file)) return { ...others, NODE_EXTRA_CA_CERTS: file };
  return { ...others, NODE_EXTRA_CA_CERTS: trustedPath(folder, clock.now(), file !== undefined) };
};
