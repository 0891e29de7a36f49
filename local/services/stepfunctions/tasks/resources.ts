/** How a service is called by a Task: by its JSON protocol, which all of them take here. */
export interface TaskService {
  /** Name in the directory. */
  readonly name: string;
  readonly target: string;
  /** Before the names of errors of the optimized integration, and of the SDK's. */
  readonly errors: string;
  readonly sdkErrors: string;
  /** The client that the optimized integration names in a cause. */
  readonly client: string;
  /** Members begin with a small letter on the wire, and with a capital one in a definition. */
  readonly small?: boolean;
}

const service = (name: string, target: string, errors: string, sdkErrors: string, client: string): TaskService => ({
  name,
  target,
  errors,
  sdkErrors,
  client,
});

const DYNAMODB = service("dynamodb", "DynamoDB_20120810", "DynamoDB", "DynamoDb", "AmazonDynamoDBv2");
const SQS = service("sqs", "AmazonSQS", "SQS", "Sqs", "AmazonSQS");
const SNS = service("sns", "AmazonSNS", "SNS", "Sns", "AmazonSNS");
const EVENTS = service("events", "AWSEvents", "EventBridge", "EventBridge", "AmazonEventBridge");
const STATES = { ...service("states", "AWSStepFunctions", "StepFunctions", "Sfn", "AWSStepFunctions"), small: true };

// fidelity: docs: Step Functions developer guide, "Integrating optimized services"
const OPTIMIZED: Readonly<Record<string, TaskService>> = {
  "dynamodb:getItem": DYNAMODB,
  "dynamodb:putItem": DYNAMODB,
  "dynamodb:updateItem": DYNAMODB,
  "dynamodb:deleteItem": DYNAMODB,
  "sqs:sendMessage": SQS,
  "sns:publish": SNS,
  "events:putEvents": EVENTS,
  "states:startExecution": STATES,
};

// fidelity: docs: Step Functions developer guide, "Using AWS service SDK integrations"
const SDK: Readonly<Record<string, TaskService>> = {
  dynamodb: DYNAMODB,
  sqs: SQS,
  sns: SNS,
  eventbridge: EVENTS,
  sfn: STATES,
  ssm: service("ssm", "AmazonSSM", "Ssm", "Ssm", "AWSSimpleSystemsManagement"),
  secretsmanager: service("secretsmanager", "secretsmanager", "SecretsManager", "SecretsManager", "AWSSecretsManager"),
  kinesis: service("kinesis", "Kinesis_20131202", "Kinesis", "Kinesis", "AmazonKinesis"),
  kms: service("kms", "TrentService", "Kms", "Kms", "AWSKMS"),
  cognitoidentityprovider: service(
    "cognito-idp",
    "AWSCognitoIdentityProviderService",
    "CognitoIdentityProvider",
    "CognitoIdentityProvider",
    "AWSCognitoIdentityProvider",
  ),
};

/** Objects of S3, which speaks no JSON protocol. */
const OBJECTS = new Set(["getObject", "putObject", "deleteObject", "listObjectsV2"]);

// fidelity: docs: Step Functions developer guide, "Integrating optimized services": those that the local cloud has not
const ELSEWHERE =
  /^(?:apigateway:invoke|athena:\w+|batch:submitJob|bedrock:\w+|codebuild:\w+|databrew:startJobRun|ecs:runTask|eks:\w+|elasticmapreduce:\w+|emr-containers:\w+|emr-serverless:\w+|glue:startJobRun|http:invoke|mediaconvert:createJob|sagemaker:\w+|aws-sdk:\w+:\w+)$/;

export type TaskResource =
  | { readonly kind: "function"; readonly arn: string }
  | { readonly kind: "activity"; readonly arn: string }
  | { readonly kind: "invoke" }
  | { readonly kind: "objects"; readonly operation: string }
  | { readonly kind: "call"; readonly service: TaskService; readonly operation: string; readonly sdk: boolean };

/** How a Task waits for the end of what it has asked for. */
export type Pattern = "request" | "sync" | "sync:2" | "waitForTaskToken";

export interface ReadResource {
  readonly resource: TaskResource;
  readonly pattern: Pattern;
}

const parts = (resource: string): { readonly name: string; readonly pattern: Pattern } | undefined => {
  const [, name, pattern = "request"] =
    /^arn:[^:]+:states:[^:]*:[^:]*:([\w-]+(?::\w+){1,2}?)(?:\.(sync:2|sync|waitForTaskToken))?$/.exec(resource) ?? [];
  return name === undefined ? undefined : { name, pattern: pattern as Pattern };
};

/** What the resource of a Task stands for; `undefined`: something that is not there. */
export const readResource = (resource: string): ReadResource | undefined => {
  if (/^arn:[^:]+:lambda:/.test(resource)) return { resource: { kind: "function", arn: resource }, pattern: "request" };
  if (ACTIVITY.test(resource)) return { resource: { kind: "activity", arn: resource }, pattern: "request" };
  const { name, pattern } = parts(resource) ?? {};
  if (name === undefined || pattern === undefined) return undefined;
  if (pattern.startsWith("sync") && name !== "states:startExecution") return undefined;
  const known = integration(name);
  return known && { resource: known, pattern };
};

const ACTIVITY = /^arn:[^:]+:states:[^:]+:[^:]+:activity:[^:]+$/;

const integration = (name: string): TaskResource | undefined => {
  if (name === "lambda:invoke") return { kind: "invoke" };
  const [, sdkService = "", sdkOperation = ""] = /^aws-sdk:(\w+):(\w+)$/.exec(name) ?? [];
  if (sdkService === "lambda" && sdkOperation === "invoke") return { kind: "invoke" };
  if (sdkService === "s3" && OBJECTS.has(sdkOperation)) return { kind: "objects", operation: sdkOperation };
  const known = OPTIMIZED[name] ?? SDK[sdkService];
  if (!known) return undefined;
  const operation = sdkOperation || (name.split(":")[1] ?? "");
  const named = operation.charAt(0).toUpperCase() + operation.slice(1);
  return { kind: "call", service: known, operation: named, sdk: sdkOperation !== "" };
};

/** Whether AWS takes it as the resource of a Task. A text that is filled in later may be anything. */
export const isRecognized = (resource: string): boolean => {
  if (resource.includes("${") || readResource(resource) || !/^arn:[^:]+:states:/.test(resource)) return true;
  return ELSEWHERE.test(parts(resource)?.name ?? "");
};
