import { type AwsTypes, here, type Subject, text, uuid } from "../aws-type";
import { words } from "../name-rule";
import { between } from "../rule";

const invokeArn = ({ region }: Subject, arn: string): string =>
  `arn:aws:apigateway:${region}:lambda:path/2015-03-31/functions/${arn}/invocations`;

const functionArn = ({ inputs, region, account }: Subject): string => {
  const name = text(inputs.functionName);
  return name.startsWith("arn:") ? name : `arn:aws:lambda:${region}:${account}:function:${name}`;
};

const VERSION_OUTPUTS = ["version", "qualifiedArn", "qualifiedInvokeArn"];

export const LAMBDA: AwsTypes = {
  "aws:lambda/function:Function": {
    name: words(64),
    arn: here("lambda", "function:"),
    outputs: (subject, _, arn) => {
      const version = subject.inputs.publish ? "1" : "$LATEST";
      return {
        version,
        qualifiedArn: `${arn}:${version}`,
        invokeArn: invokeArn(subject, arn),
        qualifiedInvokeArn: invokeArn(subject, `${arn}:${version}`),
      };
    },
    // fidelity: docs: CreateFunction
    limits: { timeout: between(1, 900), memorySize: between(128, 10_240) },
    defaults: { timeout: 3, memorySize: 128, reservedConcurrentExecutions: -1, packageType: "Zip" },
    replaceOn: ["packageType", "tenancyConfig"],
    // fidelity: docs: the provider's schema (CustomizeDiff)
    volatile: {
      outputs: [...VERSION_OUTPUTS, "codeSha256", "lastModified", "sourceCodeHash", "sourceCodeSize"],
      except: ["tags", "tagsAll", "reservedConcurrentExecutions"],
    },
  },
  "aws:lambda/alias:Alias": {
    name: {
      max: 128,
      pattern: /^(?!\d+$)[A-Za-z0-9_-]+$/,
      allowed: "letters, digits, hyphens and underscores, and not of digits alone",
    },
    id: (subject) => `${functionArn(subject)}:${subject.name}`,
    arn: (subject) => `${functionArn(subject).replace(/^arn:aws:/, "")}:${subject.name}`,
    outputs: (subject, _, arn) => ({ invokeArn: invokeArn(subject, arn) }),
    importedAs: "{functionName}/{name}",
    replaceOn: ["functionName"],
  },
  "aws:lambda/provisionedConcurrencyConfig:ProvisionedConcurrencyConfig": {
    id: ({ inputs }) => `${text(inputs.functionName)},${text(inputs.qualifier)}`,
    limits: { provisionedConcurrentExecutions: between(1, 100_000) },
    replaceOn: ["functionName", "qualifier"],
  },
  "aws:lambda/permission:Permission": {
    name: { ...words(100), property: "statementId" },
    importedAs: "{function}/{statementId}",
    replaceOn: [
      "action",
      "eventSourceToken",
      "function",
      "functionUrlAuthType",
      "invokedViaFunctionUrl",
      "principal",
      "principalOrgId",
      "qualifier",
      "sourceAccount",
      "sourceArn",
    ],
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    id: ({ inputs }) => [inputs.functionName, inputs.qualifier].filter(Boolean).map(text).join(":"),
    importedAs: "{functionName}:{qualifier}",
    // fidelity: docs: PutFunctionEventInvokeConfig
    limits: { maximumRetryAttempts: between(0, 2), maximumEventAgeInSeconds: between(60, 21_600) },
    defaults: { maximumRetryAttempts: 2 },
    replaceOn: ["functionName", "qualifier"],
  },
  "aws:lambda/invocation:Invocation": {
    id: ({ inputs, digits }) => `${text(inputs.functionName)}_${text(inputs.qualifier) || "$LATEST"}_${digits(32)}`,
    outputs: () => ({ result: "null" }),
    // While lifecycleScope is CREATE_ONLY.
    defaults: { lifecycleScope: "CREATE_ONLY", terraformKey: "tf", qualifier: "$LATEST" },
    replaceOn: ["functionName", "qualifier", "input", "triggers", "tenantId"],
    volatile: { outputs: ["result"], except: [] },
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    id: uuid,
    arn: ({ region, account }, id) => `lambda:${region}:${account}:event-source-mapping:${id}`,
    outputs: (subject, id) => ({ uuid: id, functionArn: functionArn(subject), state: "Enabled" }),
    // fidelity: docs: CreateEventSourceMapping, BatchSize
    defaults: ({ eventSourceArn }) => ({ enabled: true, batchSize: /:sqs:/.test(text(eventSourceArn)) ? 10 : 100 }),
    replaceOn: [
      "amazonManagedKafkaEventSourceConfig",
      "eventSourceArn",
      "queues",
      "selfManagedEventSource",
      "selfManagedKafkaEventSourceConfig",
      "startingPosition",
      "startingPositionTimestamp",
      "topics",
    ],
  },
};
