import { DynamoDBClient, GetItemCommand, PutItemCommand, type PutItemCommandInput } from "@aws-sdk/client-dynamodb";
import { startTestCloud, type TestCloud } from "../tests/local/cloud/test-cloud";
import { tableOf } from "../tests/local/services/dynamodb/api";
import { type Benchmark, count, times } from "./report";

const TableName = "bench";
const FEW = 1_000;
const MANY = 1_000_000;
/** Of one partition: what a query reads. */
const PER_PARTITION = 100;
const IN_FLIGHT = 16;

const keyOf = (at: number) => ({
  pk: { S: `customer-${Math.floor(at / PER_PARTITION)}` },
  sk: { N: String(at % PER_PARTITION) },
});

/** Some 200 bytes. */
const itemOf = (at: number): NonNullable<PutItemCommandInput["Item"]> => ({
  ...keyOf(at),
  state: { S: "open" },
  total: { N: "1999" },
  note: { S: "x".repeat(120) },
  address: { M: { street: { S: "Long Street 12" }, city: { S: "Berlin" } } },
});

/** The local tables alone: calls in process, durable before they answer, and through the SDK; and how a query scales. */
export const measureTables: Benchmark = async () => {
  const cloud = await startTestCloud();
  const client = new DynamoDBClient(cloud.client);
  try {
    const run = runOf(cloud);
    await run("CreateTable", tableOf(TableName, ["pk:S", "sk:N"]));
    await fill(run, 0, FEW);
    const few = await queries(run, FEW);
    const rows = [
      ["GetItem in process", "one after another", count(await gets(run))],
      [
        "PutItem in process",
        `${IN_FLIGHT} in flight`,
        count(await rate(60_000, IN_FLIGHT, (at) => put(run, at % FEW))),
      ],
      ["a transaction of two in process", `${IN_FLIGHT} in flight`, count(await transactions(run))],
      [
        "PutItem by the SDK",
        `${IN_FLIGHT} in flight`,
        count(await rate(6_000, IN_FLIGHT, (at) => sdkPut(client, at % FEW))),
      ],
      [
        "GetItem by the SDK",
        `${IN_FLIGHT} in flight`,
        count(await rate(6_000, IN_FLIGHT, (at) => sdkGet(client, at % FEW))),
      ],
      [`Query of ${PER_PARTITION} of ${count(FEW)} items`, "one after another", count(few)],
    ];
    await fill(run, FEW, MANY);
    const many = await queries(run, MANY);
    return {
      title: "The local tables",
      about: `Items of some 200 bytes. Querying among ${count(MANY)} items takes ${times(few / many)} as long as among ${count(FEW)}; the process then has ${memory()} in use besides the pages of the store.`,
      columns: ["what", "how", "calls/s"],
      rows: [...rows, [`Query of ${PER_PARTITION} of ${count(MANY)} items`, "one after another", count(many)]],
    };
  } finally {
    client.destroy();
    await cloud.close();
  }
};

type Run = (operation: string, input: object) => unknown;

/** Operations as the services of the local cloud call them: with their rights, without HTTP and JSON. */
const runOf = ({ cloud, access }: TestCloud): Run => {
  const { operations = [], services } = cloud.directory.dynamodb;
  const principal = access.find(access.administrator.accessKeyId)?.principal;
  if (!principal) throw new Error("the cloud has no administrator");
  const byName = new Map(operations.map((each) => [each.name, each as unknown as RunnableOperation]));
  const call = { principal, requestId: "1", path: "/" };
  const permit = (who: typeof principal, ask: Parameters<typeof access.decide>[1]) => {
    if (!access.decide(who, ask).allowed) throw new Error("not allowed");
  };
  return (operation, input) => byName.get(operation)?.run(services, input, call, permit);
};

interface RunnableOperation {
  readonly name: string;
  run(services: object, input: object, call: object, permit: object): unknown;
}

const rate = async (calls: number, inFlight: number, call: (at: number) => unknown): Promise<number> => {
  let next = 0;
  const caller = async () => {
    while (next < calls) await call(next++);
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: inFlight }, caller));
  return calls / ((performance.now() - start) / 1000);
};

const put = (run: Run, at: number) => run("PutItem", { TableName, Item: itemOf(at) });

const gets = async (run: Run): Promise<number> => {
  const get = (at: number) => run("GetItem", { TableName, Key: keyOf(at % FEW) });
  await rate(20_000, 1, get);
  return rate(100_000, 1, get);
};

const transactions = (run: Run): Promise<number> =>
  rate(20_000, IN_FLIGHT, (at) =>
    run("TransactWriteItems", {
      TransactItems: [
        { Put: { TableName, Item: itemOf(at % FEW) } },
        {
          Update: {
            TableName,
            Key: { pk: { S: `counter-${at % FEW}` }, sk: { N: "0" } },
            UpdateExpression: "ADD calls :one",
            ExpressionAttributeValues: { ":one": { N: "1" } },
          },
        },
      ],
    }),
  );

const queries = async (run: Run, items: number): Promise<number> => {
  const query = (at: number) =>
    run("Query", {
      TableName,
      KeyConditionExpression: "pk = :p",
      ExpressionAttributeValues: { ":p": keyOf((at * 7_919 * PER_PARTITION) % items).pk },
    });
  await rate(500, 1, query);
  return rate(2_000, 1, query);
};

const fill = async (run: Run, from: number, to: number): Promise<void> => {
  await rate((to - from) / 25, IN_FLIGHT, (batch) => {
    const requests = Array.from({ length: 25 }, (_, at) => ({ PutRequest: { Item: itemOf(from + batch * 25 + at) } }));
    return run("BatchWriteItem", { RequestItems: { [TableName]: requests } });
  });
};

const sdkPut = (client: DynamoDBClient, at: number) => client.send(new PutItemCommand({ TableName, Item: itemOf(at) }));
const sdkGet = (client: DynamoDBClient, at: number) => client.send(new GetItemCommand({ TableName, Key: keyOf(at) }));

const memory = (): string => `${Math.round(process.memoryUsage().heapUsed / 1024 / 1024)} MB`;
