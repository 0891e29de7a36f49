import type { Cloud } from "../../../cloud/cloud";
import { dataPath } from "../../../data/data-path";
import { recorded } from "../../../engine/resources/recorded";
import type { Properties, ResourceType } from "../../../engine/resources/resource-type";
import type { Asset } from "../../../engine/values/asset";
import { unpack } from "../code/unpack";
import { deploy, remove } from "../deploy";
import { functionArn } from "../function-names";
import { FUNCTION_DEFAULTS as DEFAULTS, type FunctionRecord, type FunctionVersion } from "../function-record";
import type { Functions } from "../functions";
import { publish } from "../publish";
import type { Runner } from "../runner";
import { functionViolations } from "./function-check";

const TYPE = "aws:lambda/function:Function";

export const functionType = (cloud: Cloud, functions: Functions, runner: Runner): ResourceType => {
  const declare = async (name: string, inputs: Properties): Promise<Properties> => {
    const before = functions.get(name);
    const latest = readVersion(cloud, name, inputs);
    const record: FunctionRecord = {
      name,
      arn: functionArn(cloud, name),
      latest,
      versions: before?.versions ?? {},
      reservedConcurrency: number(inputs.reservedConcurrentExecutions) ?? -1,
      modifiedAt: cloud.clock.now(),
    };
    const published = inputs.publish === true ? publish(record, functions.aliasesOf(name)) : record;
    await deploy({ cloud, functions, runner }, published);
    return computed(cloud, published, inputs.publish === true);
  };
  return {
    type: TYPE,
    check: functionViolations,
    async create(inputs, context) {
      const { id, outputs } = recorded(TYPE, inputs, context);
      return { id, outputs: { ...outputs, ...(await declare(id, inputs)) } };
    },
    async update(id, inputs, olds, context) {
      const { outputs } = recorded(TYPE, { ...inputs, name: id }, context);
      return { ...olds.outputs, ...outputs, ...(await declare(id, inputs)) };
    },
    async read(id, { publish }) {
      const record = functions.get(id);
      return record && { ...settingsOf(record), ...computed(cloud, record, publish === true) };
    },
    delete: (id) => remove({ cloud, functions, runner }, id),
  };
};

const readVersion = (cloud: Cloud, name: string, inputs: Properties): FunctionVersion => {
  const code = unpack(dataPath(cloud.folder, "functions", name), inputs.code as Asset); // checked to be one
  const logging = object(inputs.loggingConfig);
  const variables = object(object(inputs.environment).variables);
  return {
    version: "$LATEST",
    handler: String(inputs.handler),
    runtime: String(inputs.runtime),
    role: String(inputs.role),
    timeoutSeconds: number(inputs.timeout) ?? DEFAULTS.timeoutSeconds,
    memoryMb: number(inputs.memorySize) ?? DEFAULTS.memoryMb,
    environment: Object.fromEntries(Object.entries(variables).map(([key, value]) => [key, String(value)])),
    folder: code.folder,
    codeSha256: code.sha256,
    codeBytes: code.bytes,
    logGroup: typeof logging.logGroup === "string" ? logging.logGroup : `/aws/lambda/${name}`,
    logFormat: logging.logFormat === "JSON" ? "JSON" : "Text",
    ...(object(inputs.tracingConfig).mode === "Active" && { traced: true }),
    ...(typeof inputs.description === "string" ? { description: inputs.description } : {}),
  };
};

const settingsOf = ({ name, latest, reservedConcurrency }: FunctionRecord): Properties => ({
  name,
  handler: latest.handler,
  runtime: latest.runtime,
  role: latest.role,
  reservedConcurrentExecutions: reservedConcurrency,
  ...(Object.keys(latest.environment).length > 0 && { environment: { variables: latest.environment } }),
});

const object = (value: unknown): Properties =>
  typeof value === "object" && value !== null ? (value as Properties) : {};

const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);

const computed = (cloud: Cloud, record: FunctionRecord, published: boolean): Properties => {
  const { arn, latest } = record;
  const version = published ? String(Math.max(...Object.keys(record.versions).map(Number))) : "$LATEST";
  const invokeArn = (target: string) =>
    `arn:${cloud.partition}:apigateway:${cloud.region}:lambda:path/2015-03-31/functions/${target}/invocations`;
  return {
    version,
    arn,
    qualifiedArn: `${arn}:${version}`,
    invokeArn: invokeArn(arn),
    qualifiedInvokeArn: invokeArn(`${arn}:${version}`),
    codeSha256: latest.codeSha256,
    sourceCodeHash: latest.codeSha256,
    sourceCodeSize: latest.codeBytes,
    timeout: latest.timeoutSeconds,
    memorySize: latest.memoryMb,
    lastModified: new Date(record.modifiedAt).toISOString().replace("Z", "+0000"),
  };
};
