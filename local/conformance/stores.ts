import { isMap, type Json, type JsonMap } from "./case-file";
import { messages } from "./queue-messages";
import { PLACE, type Sandbox } from "./sandbox";

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const nameOf = (value: Json): string => (isMap(value) ? String(value.name) : String(value));

/** Makes what a case's `backend` says lies behind the gateway. */
export const prepareStores = async (backend: JsonMap, sandbox: Sandbox): Promise<void> => {
  for (const queue of listOf(backend.queues)) {
    const fifo = isMap(queue) && queue.fifo === true;
    const Attributes = fifo ? { FifoQueue: "true", ContentBasedDeduplication: "true" } : {};
    await sandbox.call("sqs", "AmazonSQS.CreateQueue", { QueueName: nameOf(queue), Attributes });
  }
  for (const table of listOf(backend.tables)) if (isMap(table)) await makeTable(table, sandbox);
  for (const [bucket, objects] of Object.entries(isMap(backend.buckets) ? backend.buckets : {})) {
    await sandbox.send("s3", "PUT", `/${bucket}`, LOCATION);
    for (const object of listOf(objects)) if (isMap(object)) await putObject(bucket, object, sandbox);
  }
  for (const stream of listOf(backend.streams)) {
    await sandbox.call("kinesis", "Kinesis_20131202.CreateStream", { StreamName: nameOf(stream) });
  }
  for (const bus of listOf(backend.eventBuses)) await sandbox.cloud.directory.events.buses.create(nameOf(bus));
  for (const parameter of listOf(backend.parameters)) {
    if (!isMap(parameter)) continue;
    const { name, type = "String", value } = parameter;
    await sandbox.call("ssm", "AmazonSSM.PutParameter", { Name: name, Type: type, Value: value });
  }
  for (const machine of listOf(backend.stateMachines)) {
    if (!isMap(machine)) continue;
    const pass = { StartAt: "Pass", States: { Pass: { Type: "Pass", End: true } } };
    const input = {
      name: machine.name,
      type: machine.type ?? "STANDARD",
      roleArn: "role",
      definition: JSON.stringify(pass),
    };
    sandbox.hearExecutions();
    await sandbox.call("states", "AWSStepFunctions.CreateStateMachine", input);
  }
};

const makeTable = async (table: JsonMap, sandbox: Sandbox): Promise<void> => {
  const keys = Object.entries(isMap(table.key) ? table.key : {});
  await sandbox.call("dynamodb", "DynamoDB_20120810.CreateTable", {
    TableName: table.name,
    KeySchema: keys.map(([AttributeName], index) => ({ AttributeName, KeyType: index === 0 ? "HASH" : "RANGE" })),
    AttributeDefinitions: keys.map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
    BillingMode: "PAY_PER_REQUEST",
  });
  for (const Item of listOf(table.items)) {
    await sandbox.call("dynamodb", "DynamoDB_20120810.PutItem", { TableName: table.name, Item });
  }
};

const LOCATION = Buffer.from(
  `<CreateBucketConfiguration><LocationConstraint>${PLACE.region}</LocationConstraint></CreateBucketConfiguration>`,
);

const putObject = async (bucket: string, object: JsonMap, sandbox: Sandbox): Promise<void> => {
  const { key, body, bodyBase64, contentType } = object;
  const bytes = typeof bodyBase64 === "string" ? Buffer.from(bodyBase64, "base64") : Buffer.from(String(body ?? ""));
  const headers: Record<string, string> = typeof contentType === "string" ? { "content-type": contentType } : {};
  await sandbox.send("s3", "PUT", `/${bucket}/${encodeURI(String(key))}`, bytes, headers);
};

/** The content of a store, in the words of the case files. */
export const storeContent = async (kind: string, name: string, sandbox: Sandbox): Promise<Json | undefined> => {
  switch (kind) {
    case "messages":
      return messages(name, sandbox);
    case "items":
      return items(name, sandbox);
    case "objects":
      return object(name, sandbox);
    case "records":
      return sandbox.cloud.directory.kinesis.streams.recordsOf(name).map(({ data, partitionKey }) => ({
        data: Buffer.from(data, "base64").toString("utf8"),
        partitionKey,
      }));
    case "busEvents":
      return plain(sandbox.cloud.directory.events.buses.events.of(name));
    case "executions":
      return executions(name, sandbox);
    default:
      throw new Error(`the case files have no ${kind}`);
  }
};

const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value));

const items = async (table: string, sandbox: Sandbox): Promise<Json> => {
  const found = (await sandbox.call("dynamodb", "DynamoDB_20120810.Scan", { TableName: table })) as { Items: unknown };
  return plain(found.Items);
};

const object = async (name: string, { cloud }: Sandbox): Promise<Json | undefined> => {
  const [bucket = "", ...key] = name.split("/");
  const { objects: store } = cloud.directory.s3;
  const found = store.get(bucket, key.join("/"));
  if (!found) return undefined;
  const bytes = await store.bytes(found);
  return { body: bytes.toString("utf8"), bodyBase64: bytes.toString("base64"), contentType: found.contentType };
};

const executions = (machine: string, sandbox: Sandbox): Json =>
  sandbox.executions
    .filter(({ stateMachineArn }) => stateMachineArn.endsWith(`:${machine}`))
    .map(({ input, name }) => ({ input, name }));
