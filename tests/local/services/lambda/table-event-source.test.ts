import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { type Account, startLocalAccount } from "../../../../local/conformance/services/account";
import { createFunction, createRole, need } from "../../../../local/conformance/services/case-functions";
import { Recorder } from "../../../../local/conformance/services/recorder";
import { valueAt } from "../../../../local/conformance/services/sdk";

describe("the stream of a table as an event source", () => {
  let account: Account;
  let recorder: Recorder;

  before(async () => {
    account = await startLocalAccount();
    recorder = await Recorder.start();
  });
  after(async () => {
    recorder.close();
    await account.close();
  });

  it("hands changes to the function in order, and is read to its end when the table is deleted", async () => {
    const { sdk } = account;
    const role = await createRole(sdk, "reader");
    const behaviours = () => ({ kind: "returns" as const, value: () => null });
    await createFunction(sdk, recorder, { name: "changes", role, behaviours });
    const { TableDescription } = await need(sdk, "dynamodb", "CreateTable", {
      TableName: "orders",
      BillingMode: "PAY_PER_REQUEST",
      KeySchema: [{ AttributeName: "id", KeyType: "HASH" }],
      AttributeDefinitions: [{ AttributeName: "id", AttributeType: "S" }],
      StreamSpecification: { StreamEnabled: true, StreamViewType: "NEW_AND_OLD_IMAGES" },
    });
    const EventSourceArn = valueAt(TableDescription, "LatestStreamArn");
    await need(sdk, "lambda", "CreateEventSourceMapping", {
      EventSourceArn,
      FunctionName: "changes",
      StartingPosition: "LATEST",
      BatchSize: 2,
    });
    const put = (n: string) =>
      need(sdk, "dynamodb", "PutItem", { TableName: "orders", Item: { id: { S: "1" }, n: { N: n } } });
    for (const n of ["1", "2", "3"]) await put(n);
    await need(sdk, "dynamodb", "DeleteItem", { TableName: "orders", Key: { id: { S: "1" } } });
    await need(sdk, "dynamodb", "DeleteTable", { TableName: "orders" });
    const records = () => recorder.events("changes").flatMap((event) => valueAt(event, "Records") as unknown[]);
    for (let tries = 0; records().length < 4; tries += 1) {
      assert.ok(tries < 500, JSON.stringify(records()));
      await sleep(10);
    }
    assert.deepEqual(
      records().map((record) => [
        ...["eventName", "dynamodb.OldImage.n.N", "dynamodb.NewImage.n.N"].map((path) => valueAt(record, path)),
        valueAt(record, "eventSourceARN") === EventSourceArn,
      ]),
      [
        ["INSERT", undefined, "1", true],
        ["MODIFY", "1", "2", true],
        ["MODIFY", "2", "3", true],
        ["REMOVE", "3", undefined, true],
      ],
    );
  });
});
