import type { FunctionRecord, FunctionVersion } from "../function-record";

/** FunctionConfiguration of the Lambda API. */
export const configuration = (record: FunctionRecord, version: FunctionVersion) => ({
  FunctionName: record.name,
  Description: version.description ?? "",
  FunctionArn: version.version === "$LATEST" ? record.arn : `${record.arn}:${version.version}`,
  Runtime: version.runtime,
  Role: version.role,
  Handler: version.handler,
  CodeSize: version.codeBytes,
  CodeSha256: version.codeSha256,
  Timeout: version.timeoutSeconds,
  MemorySize: version.memoryMb,
  LastModified: new Date(record.modifiedAt).toISOString().replace("Z", "+0000"),
  Version: version.version,
  Environment: { Variables: version.environment },
  State: "Active",
  LastUpdateStatus: "Successful",
  PackageType: "Zip",
  Architectures: ["x86_64"],
  EphemeralStorage: { Size: 512 },
  TracingConfig: { Mode: "PassThrough" },
  SnapStart: { ApplyOn: "None", OptimizationStatus: "Off" },
  LoggingConfig: { LogFormat: version.logFormat, LogGroup: version.logGroup },
});
