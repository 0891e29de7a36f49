import { createCloud } from "../../../../local/cloud/create-cloud";
import { indexOf, tableOf } from "./api";

/**
 * Moves money between accounts in transactions, and puts orders into a table with an index and a stream, without end;
 * prints each order once its put was answered. The test kills it.
 */
const main = async (folder: string) => {
  const log = { info: () => undefined, warn: () => undefined, output: () => undefined };
  const cloud = createCloud({ folder, log });
  const principal = cloud.access.find(cloud.access.administrator.accessKeyId)?.principal;
  const call = async (operation: string, input: object) => {
    if (!principal) throw new Error("no administrator");
    const answer = await cloud.directory.dynamodb.handle?.({
      principal,
      method: "POST",
      url: "/",
      requestId: "1",
      headers: { "content-type": "application/x-amz-json-1.0", "x-amz-target": `DynamoDB_20120810.${operation}` },
      body: Buffer.from(JSON.stringify(input)),
    });
    if (answer?.status !== 200) throw new Error(String(answer?.body));
  };
  await call("CreateTable", tableOf("accounts", ["id:S"]));
  await call("CreateTable", {
    ...tableOf("orders", ["id:S", "state:S"]),
    KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
    GlobalSecondaryIndexes: [indexOf("by-state", ["state"])],
    StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_IMAGE" },
  });
  for (const id of ["a", "b"])
    await call("PutItem", { TableName: "accounts", Item: { id: { S: id }, money: { N: "0" } } });
  const move = async () => {
    const add = (id: string, money: string) => ({
      Update: {
        TableName: "accounts",
        Key: { id: { S: id } },
        UpdateExpression: "ADD money :m",
        ExpressionAttributeValues: { ":m": { N: money } },
      },
    });
    for (;;) await call("TransactWriteItems", { TransactItems: [add("a", "1"), add("b", "-1")] });
  };
  const put = async (writer: string) => {
    for (let number = 0; ; number++) {
      const id = `${writer}-${number}`;
      await call("PutItem", { TableName: "orders", Item: { id: { S: id }, state: { S: `s${number % 7}` } } });
      process.stdout.write(`${id}\n`);
    }
  };
  await Promise.all([move(), ...["w", "x", "y"].map(put)]);
};

void main(process.argv[2] ?? "");
