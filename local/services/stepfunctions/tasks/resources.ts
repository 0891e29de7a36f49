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
const STATES = service("states", "AWSStepFunctions", "StepFunctions", "Sfn", "AWSStepFunctions");

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
};

export type TaskResource =
  | { readonly kind: "function"; readonly arn: string }
  | { readonly kind: "invoke" }
  | { readonly kind: "call"; readonly service: TaskService; readonly operation: string; readonly sdk: boolean };

/** What the resource of a Task stands for; `undefined`: something that is not there. */
export const readResource = (resource: string): TaskResource | undefined => {
  if (/^arn:[^:]+:lambda:/.test(resource)) return { kind: "function", arn: resource };
  const [, name = ""] = /^arn:[^:]+:states:::([\w:.-]+)$/.exec(resource) ?? [];
  if (name === "lambda:invoke") return { kind: "invoke" };
  const [, sdkService = "", sdkOperation = ""] = /^aws-sdk:(\w+):(\w+)$/.exec(name) ?? [];
  const known = OPTIMIZED[name] ?? SDK[sdkService];
  if (!known) return undefined;
  const operation = sdkOperation || (name.split(":")[1] ?? "");
  const named = operation.charAt(0).toUpperCase() + operation.slice(1);
  return { kind: "call", service: known, operation: named, sdk: sdkOperation !== "" };
};
