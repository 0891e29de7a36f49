import { STATUS_CODES } from "node:http";
import type { Credentials } from "../../access/access";
import type { Json, JsonMap } from "../case-file";
import { NotRunnable } from "./not-runnable";

/** How the clients of an account reach it. */
export interface Connection {
  readonly region: string;
  /** Absent: AWS itself. */
  readonly endpoint?: string;
  /** Absent: those of the environment, as every SDK finds them. */
  readonly credentials?: Credentials;
}

/** What a call came back with. Bytes are `Uint8Array`, times are texts. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly output?: Readonly<Record<string, unknown>>;
  readonly error?: {
    readonly code: string;
    readonly message: string;
    readonly fields: Readonly<Record<string, unknown>>;
  };
}

// By the name in case files: the client's package, its class, and the name of the service in signatures.
const CLIENTS: Readonly<Record<string, readonly [load: () => Promise<object>, client: string, signedAs: string]>> = {
  cognito: [() => import("@aws-sdk/client-cognito-identity-provider"), "CognitoIdentityProvider", "cognito-idp"],
  dynamodb: [() => import("@aws-sdk/client-dynamodb"), "DynamoDB", "dynamodb"],
  dynamodbstreams: [() => import("@aws-sdk/client-dynamodb-streams"), "DynamoDBStreams", "dynamodb"],
  events: [() => import("@aws-sdk/client-eventbridge"), "EventBridge", "events"],
  iam: [() => import("@aws-sdk/client-iam"), "IAM", "iam"],
  kinesis: [() => import("@aws-sdk/client-kinesis"), "Kinesis", "kinesis"],
  lambda: [() => import("@aws-sdk/client-lambda"), "Lambda", "lambda"],
  s3: [() => import("@aws-sdk/client-s3"), "S3", "s3"],
  secretsmanager: [() => import("@aws-sdk/client-secrets-manager"), "SecretsManager", "secretsmanager"],
  sns: [() => import("@aws-sdk/client-sns"), "SNS", "sns"],
  sqs: [() => import("@aws-sdk/client-sqs"), "SQS", "sqs"],
  stepfunctions: [() => import("@aws-sdk/client-sfn"), "SFN", "states"],
  sts: [() => import("@aws-sdk/client-sts"), "STS", "sts"],
};

const ALIASES: Readonly<Record<string, string>> = { "lambda-esm": "lambda" };

const clientOf = (service: string) => {
  const found = CLIENTS[ALIASES[service] ?? service];
  if (!found) throw new Error(`the case files know no service ${service}`);
  return found;
};

/** The name of a case file's service in signatures, under which the local cloud has it; `undefined` for one without a client. */
export const signingName = (service: string): string | undefined => CLIENTS[ALIASES[service] ?? service]?.[2];

interface Client {
  readonly config: object;
  send(command: Command): Promise<Record<string, unknown>>;
}

interface Command {
  readonly middlewareStack: {
    add(
      middleware: (next: (args: never) => Promise<{ readonly response: unknown }>) => typeof next,
      options: { readonly step: "build" | "deserialize"; readonly priority: "low" },
    ): void;
  };
}

type Class<Made> = new (input: object) => Made;

interface RawResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** Makes the calls of cases by the SDK, as any program does. */
export class Sdk {
  private readonly clients = new Map<string, Promise<{ readonly client: Client; readonly module: object }>>();

  constructor(readonly connection: Connection) {}

  async call(service: string, operation: string, input: JsonMap | object): Promise<Answer> {
    const { client } = await this.client(service);
    const command = await this.command(service, operation, input);
    let raw: RawResponse = { statusCode: 0, headers: {} };
    command.middlewareStack.add(
      (next) => async (args: unknown) => {
        const result = await next(args as never); // handed on as it came
        raw = result.response as RawResponse; // of every protocol that the SDK speaks over HTTP
        return result;
      },
      { step: "deserialize", priority: "low" },
    );
    try {
      const { $metadata: _, ...output } = await client.send(command);
      return { status: raw.statusCode, headers: raw.headers, output: await plain(output) };
    } catch (error) {
      return refused(error);
    }
  }

  async presign(service: string, operation: string, input: JsonMap, expiresIn: number): Promise<string> {
    const { getSignedUrl } = await import("@aws-sdk/s3-request-presigner");
    const { client } = await this.client(service);
    const command = await this.command(service, operation, input);
    // A content type that was signed has to be sent so; the SDK would leave it out.
    const signableHeaders = new Set(["content-type"]);
    return getSignedUrl(client as never, command as never, { expiresIn, signableHeaders });
  }

  private async command(service: string, operation: string, input: object): Promise<Command> {
    const { module } = await this.client(service);
    const made = (module as Readonly<Record<string, Class<Command> | undefined>>)[`${operation}Command`];
    if (!made) throw new Error(`the SDK's client of ${service} knows no ${operation}`);
    const command = new made(input);
    if (!("ContentType" in input)) withoutContentType(command);
    return command;
  }

  private client(service: string) {
    const known = this.clients.get(service) ?? this.load(service);
    this.clients.set(service, known);
    return known;
  }

  private async load(service: string) {
    const [load, name] = clientOf(service);
    const module = await load().catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ERR_MODULE_NOT_FOUND" && error.code !== "MODULE_NOT_FOUND") throw error;
      throw new NotRunnable(`the SDK's client of ${service} is not installed: ${error.message.split("\n")[0]}`);
    });
    const made = (module as Readonly<Record<string, Class<Client>>>)[`${name}Client`];
    if (!made) throw new Error(`the SDK has no client of ${service}`);
    const { NodeHttpHandler } = await import("@smithy/node-http-handler");
    const client = new made({
      ...this.connection,
      // Some clients would speak HTTP/2, which needs TLS.
      requestHandler: new NodeHttpHandler(),
      maxAttempts: 1,
      logger: SILENT,
      // Names before that of an endpoint, as in `sync-states`, lead nowhere but on AWS.
      ...(this.connection.endpoint ? { forcePathStyle: true, disableHostPrefix: true } : {}),
      // What a case does not ask for is not sent.
      requestChecksumCalculation: "WHEN_REQUIRED",
      responseChecksumValidation: "WHEN_REQUIRED",
    });
    return { client, module };
  }
}

/** The SDK says of bytes what they are where a case does not. */
const withoutContentType = (command: Command): void =>
  command.middlewareStack.add(
    (next) => (args: { readonly request: { readonly headers: Record<string, string> } }) => {
      const { headers } = args.request;
      if (headers["content-type"] === "application/octet-stream") delete headers["content-type"];
      return next(args as never); // handed on as it came
    },
    { step: "build", priority: "low" },
  );

/** What the SDK thinks of a call is not what a case asks. */
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const refused = (error: unknown): Answer => {
  const thrown = error as Error & {
    readonly $metadata?: { readonly httpStatusCode?: number };
    readonly $response?: RawResponse;
    /** Of the query protocol, whose codes the SDK's names are not. */
    readonly Error?: { readonly Code?: string };
  };
  const status = thrown.$metadata?.httpStatusCode;
  if (status === undefined) throw error;
  const { $metadata: _, $response, name, message, ...fields } = thrown;
  // Of an answer without a body the cases name the status, as boto3 does.
  const [code, text] =
    message === "UnknownError"
      ? [String(status), STATUS_CODES[status] ?? message]
      : [thrown.Error?.Code ?? name, message];
  return { status, headers: $response?.headers ?? {}, error: { code, message: text, fields: { ...fields } } };
};

/** Output without what is absent; streams as bytes, times as texts. */
const plain = async (value: unknown): Promise<never> => (await plainValue(value)) as never;

const plainValue = async (value: unknown): Promise<unknown> => {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array || typeof value !== "object" || value === null) return value;
  if (isStream(value)) return value.transformToByteArray();
  if (Array.isArray(value)) return Promise.all(value.map(plainValue));
  const entries = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(await Promise.all(entries.map(async ([name, member]) => [name, await plainValue(member)])));
};

const isStream = (value: object): value is { transformToByteArray(): Promise<Uint8Array> } =>
  "transformToByteArray" in value;

/** The value at a path such as `Contents[0].Key`. */
export const valueAt = (value: unknown, path: string): Json | undefined =>
  path
    .split(/[.[\]]+/)
    .filter((name) => name !== "")
    .reduce<unknown>(
      (inner, name) =>
        typeof inner === "object" && inner !== null ? (inner as Readonly<Record<string, unknown>>)[name] : undefined,
      value,
    ) as Json | undefined;
