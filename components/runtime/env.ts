import {
  BUCKET_FIELDS,
  BUS_FIELDS,
  CACHE_FIELDS,
  type CacheField,
  CONNECTIONS_FIELDS,
  DATA_API_FIELDS,
  DATABASE_FIELDS,
  QUEUE_FIELDS,
  SECRET_FIELDS,
  STATE_MACHINE_FIELDS,
  STREAM_FIELDS,
  TABLE_FIELDS,
  TOPIC_FIELDS,
  USER_POOL_FIELDS,
  variable,
} from "../contracts/environment";

/** Where a database link leads, and as whom the function signs in: by IAM token, or with what a secret holds. */
export type DatabaseEnvironment = DatabasePlace & ({ readonly user: string } | { readonly secretArn: string });

export interface DatabasePlace {
  readonly host: string;
  readonly port: number;
  readonly database: string;
}

/** Where a link to the Data API of a database leads. */
export interface DataApiEnvironment {
  readonly resourceArn: string;
  readonly secretArn: string;
  readonly database: string;
}

/** Where a cache link leads, as whom the function signs in, and what all its keys begin with. */
export interface CacheEnvironment {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  /** Empty: all keys. */
  readonly prefix: string;
  readonly kind: "serverless" | "cluster" | "single";
  /** By which IAM tokens name it. */
  readonly name: string;
}

/** Where a table link leads. */
export interface TableEnvironment {
  readonly tableName: string;
}

/** Where a link to an index of a table leads. */
export interface IndexEnvironment extends TableEnvironment {
  readonly indexName: string;
}

/** The bucket that a link leads to. */
export interface BucketEnvironment {
  /** `Bucket` of its operations. */
  readonly name: string;
}

/** The queue that a link leads to. */
export interface QueueEnvironment {
  /** `QueueUrl` of its operations. */
  readonly url: string;
}

/** Where a secret link leads. The value itself is in no variable: `openSecret` reads it. */
export interface SecretEnvironment {
  readonly arn: string;
}

/** The user pool that a link leads to. */
export interface UserPoolEnvironment {
  /** `eu-west-1_AbCdEfGhI`, `UserPoolId` of its operations. */
  readonly id: string;
}

/** The connections that a link leads to. */
export interface ConnectionsEnvironment {
  /** `https://….execute-api.eu-west-1.amazonaws.com/live`, `endpoint` of clients of their API. */
  readonly endpoint: string;
}

/** The workflow that a link leads to. */
export interface WorkflowEnvironment {
  /** `stateMachineArn` of its operations. */
  readonly arn: string;
}

/**
 * What the link `link` put into the environment. Call it while the module loads, so that a function without the link
 * fails at its start and not at its first request.
 *
 * @throws Error that names the missing link.
 */
export const database = (link: string, variables: NodeJS.ProcessEnv = process.env): DatabaseEnvironment => {
  const [verbs, secretArn] = ["database.writer() } or database.reader()", variables[variable(link, "SECRET_ARN")]];
  if (secretArn !== undefined) {
    const { HOST, PORT, DATABASE } = linked(link, "a database", verbs, ["HOST", "PORT", "DATABASE"], variables);
    return { host: HOST, port: Number(PORT), database: DATABASE, secretArn };
  }
  const at = linked(link, "a database", verbs, DATABASE_FIELDS, variables);
  return { host: at.HOST, port: Number(at.PORT), database: at.DATABASE, user: at.USER };
};

/** As `database`, of a link to its Data API: `database.dataApi()`. */
export const dataApi = (link: string, variables: NodeJS.ProcessEnv = process.env): DataApiEnvironment => {
  const at = linked(link, "the Data API of a database", "database.dataApi() }", DATA_API_FIELDS, variables);
  return { resourceArn: at.RESOURCE_ARN, secretArn: at.SECRET_ARN, database: at.DATABASE };
};

/** As `database`, of a link to a cache: `cache.read("shows/")`, `cache.readWrite("shows/")`. */
export const cache = (link: string, variables: NodeJS.ProcessEnv = process.env): CacheEnvironment => {
  const needed = CACHE_FIELDS.filter((field) => field !== "CACHE_PREFIX");
  const at = linked(link, "a cache", "cache.read() } or cache.readWrite()", needed, variables);
  return {
    host: at.CACHE_HOST,
    port: Number(at.CACHE_PORT),
    user: at.CACHE_USER,
    prefix: variables[variable(link, "CACHE_PREFIX" satisfies CacheField)] ?? "",
    kind: at.CACHE_KIND as CacheEnvironment["kind"], // as the link writes it
    name: at.CACHE_NAME,
  };
};

/** As `database`, of a link to a table: `table.read()`, `write()`, `readWrite()` or `query(…)`. */
export const table = (link: string, variables: NodeJS.ProcessEnv = process.env): TableEnvironment => {
  const at = linked(link, "a table", "table.read() }, table.write() or table.readWrite()", ["TABLE_NAME"], variables);
  return { tableName: at.TABLE_NAME };
};

/** As `database`, of a link to an index of a table: `table.query("by-city")`. */
export const index = (link: string, variables: NodeJS.ProcessEnv = process.env): IndexEnvironment => {
  const at = linked(link, "an index of a table", 'table.query("…") }', TABLE_FIELDS, variables);
  return { tableName: at.TABLE_NAME, indexName: at.INDEX_NAME };
};

/** As `database`, of a link to a bucket: `bucket.read()`, `write()` or `readWrite()`. */
export const bucket = (link: string, variables: NodeJS.ProcessEnv = process.env): BucketEnvironment => {
  const at = linked(
    link,
    "a bucket",
    "bucket.read() }, bucket.write() or bucket.readWrite()",
    BUCKET_FIELDS,
    variables,
  );
  return { name: at.BUCKET_NAME };
};

/** As `database`, of a link to a queue: `queue.send()`. */
export const queue = (link: string, variables: NodeJS.ProcessEnv = process.env): QueueEnvironment => {
  const at = linked(link, "a queue", "queue.send() }", QUEUE_FIELDS, variables);
  return { url: at.QUEUE_URL };
};

/** As `database`, of a link to a secret: `secret.read()`. */
export const secret = (link: string, variables: NodeJS.ProcessEnv = process.env): SecretEnvironment => {
  const at = linked(link, "a secret", "secret.read() }", SECRET_FIELDS, variables);
  return { arn: at.SECRET_ARN };
};

/** As `database`, of a link to a user pool: `users.read()` or `users.manage()`. */
export const userPool = (link: string, variables: NodeJS.ProcessEnv = process.env): UserPoolEnvironment => {
  const at = linked(link, "a user pool", "users.read() } or users.manage()", USER_POOL_FIELDS, variables);
  return { id: at.USER_POOL_ID };
};

/** As `database`, of a link to the connections of a WebSocket API: `live.send()` or `live.disconnect()`. */
export const connections = (link: string, variables: NodeJS.ProcessEnv = process.env): ConnectionsEnvironment => {
  const verbs = "live.send() } or live.disconnect()";
  return { endpoint: linked(link, "connections", verbs, CONNECTIONS_FIELDS, variables).CONNECTIONS_URL };
};

/** The event bus that a link leads to. */
export interface BusEnvironment {
  /** `EventBusName` of PutEvents. */
  readonly name: string;
}

/** As `database`, of a link to an event bus: `bus.put(…)`. */
export const bus = (link: string, variables: NodeJS.ProcessEnv = process.env): BusEnvironment => {
  const at = linked(link, "an event bus", "bus.put(…) }", BUS_FIELDS, variables);
  return { name: at.BUS_NAME };
};

/** The topic that a link leads to. */
export interface TopicEnvironment {
  /** `TopicArn` of Publish. */
  readonly arn: string;
}

/** As `database`, of a link to a topic: `topic.publish()`. */
export const topic = (link: string, variables: NodeJS.ProcessEnv = process.env): TopicEnvironment => {
  const at = linked(link, "a topic", "topic.publish() }", TOPIC_FIELDS, variables);
  return { arn: at.TOPIC_ARN };
};

/** The Kinesis stream that a link leads to. */
export interface StreamEnvironment {
  /** `StreamName` of PutRecord. */
  readonly name: string;
}

/** As `database`, of a link to a Kinesis stream: `stream.put()`. */
export const stream = (link: string, variables: NodeJS.ProcessEnv = process.env): StreamEnvironment => {
  const at = linked(link, "a Kinesis stream", "stream.put() }", STREAM_FIELDS, variables);
  return { name: at.STREAM_NAME };
};

/** As `database`, of a link to a workflow: `workflow.start()` or `workflow.run()`. */
export const workflow = (link: string, variables: NodeJS.ProcessEnv = process.env): WorkflowEnvironment => {
  const at = linked(link, "a workflow", "workflow.start() } or workflow.run()", STATE_MACHINE_FIELDS, variables);
  return { arn: at.STATE_MACHINE_ARN };
};

/** The fields of a link by their names. */
const linked = <Field extends string>(
  link: string,
  to: string,
  verbs: string,
  fields: readonly Field[],
  variables: NodeJS.ProcessEnv,
): Readonly<Record<Field, string>> => {
  const missing = fields.map((field) => variable(link, field)).filter((name) => !variables[name]);
  if (missing.length > 0)
    throw new Error(
      `This function has no link "${link}" to ${to} (${missing.join(", ")} not set): declare it as links: { ${link}: ${verbs}.`,
    );
  // Each field has a variable, as was just looked for.
  return Object.fromEntries(fields.map((field) => [field, variables[variable(link, field)]])) as Record<Field, string>;
};
